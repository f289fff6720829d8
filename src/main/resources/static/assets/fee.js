// Reckons the fee of an application while it is typed. The server reckons it again: without this
// script the page is shown once more with the amount before anything is received.
(() => {
  const rate = document.getElementById('feeRate');
  const amount = document.getElementById('feeAmount');
  if (!rate || !amount) return;
  const form = rate.form;
  let own = amount.value;

  const whole = (text) => (/^\s*\d{1,6}\s*$/.test(text) ? Number(text) : -1);

  const price = (option, pages) => {
    let sum = 0;
    let before = 0;
    for (const step of option.dataset.steps.split(',')) {
      const [upTo, each] = step.split(':');
      const last = upTo ? Math.min(pages, Number(upTo)) : pages;
      sum += Math.max(0, last - before) * Number(each);
      before = Math.max(before, last);
    }
    return option.dataset.most ? Math.min(sum, Number(option.dataset.most)) : sum;
  };

  const value = (name) => form.elements[name]?.value ?? '';

  const reckon = (option) => {
    const { steps, copies, pages, table } = option.dataset;
    if (!steps) return '';
    if (!copies) return String(price(option, 1));
    const product = (prefix) => {
      const number = whole(value(prefix + copies));
      const length = pages ? whole(value(prefix + pages)) : 1;
      return number < 0 || length < 0 ? NaN : number * price(option, length);
    };
    if (!table) return Number.isNaN(product('a.')) ? '' : String(product('a.'));
    let sum = 0;
    for (let row = 0; form.elements[`a.${table}.${row}.${copies}`]; row++) {
      const prefix = `a.${table}.${row}.`;
      const cells = [...form.elements].filter((e) => e.name?.startsWith(prefix));
      if (cells.some((e) => e.value.trim() !== '')) sum += product(prefix);
    }
    return Number.isNaN(sum) ? '' : String(sum);
  };

  const show = () => {
    // what the officer typed by hand stays
    if (amount.value !== own) return;
    own = reckon(rate.selectedOptions[0]);
    amount.value = own;
  };

  form.addEventListener('input', (event) => {
    if (event.target.name?.startsWith('a.')) show();
  });
  rate.addEventListener('change', () => {
    own = amount.value;
    show();
  });
})();
