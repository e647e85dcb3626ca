import x from './x';
