'abc'.replace(/b/, function () { throw new Error('replaced'); });
