throw { code: 42, reason: 'none', list: [1, 2] };
