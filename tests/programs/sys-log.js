require('sys').log('Timestamped message.');
