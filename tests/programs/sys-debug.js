require('sys').debug('message on stderr');
