// The search, and buttons that copy commands. Without scripts the pages work all the same.
'use strict';
(() => {
  const root = document.body.dataset.root;
  const form = document.querySelector('form.search');
  const input = form.elements.q;
  const list = document.getElementById('search-results');
  const LARGEST = 12;
  let index = null;
  let loading = null;
  let chosen = -1;

  const load = name =>
    new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = `${root}assets/${name}`;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });

  // Pages in a folder may not fetch(), but they may load scripts: so the sections are one.
  const ready = () =>
    (loading ??= Promise.all([load('minisearch.js'), load('sections.js')]).then(() => {
      index = new MiniSearch({
        fields: ['title', 'heading', 'text'],
        storeFields: ['url', 'page', 'heading', 'text', 'weight'],
        searchOptions: {
          boostDocument: (id, term, section) => section.weight,
          boost: { title: 8, heading: 4 },
          prefix: term => term.length > 2,
          fuzzy: term => (term.length > 5 ? 0.2 : false),
          combineWith: 'AND',
        },
      });
      index.addAll(window.vaneSections);
    }));

  const marked = (text, terms) => {
    const lower = text.toLowerCase();
    // Around the longest word that is there: it says most.
    const longest = [...terms].sort((a, b) => b.length - a.length).find(term => lower.includes(term));
    const from = Math.max(0, (longest ? lower.indexOf(longest) : 0) - 40);
    const snippet = (from > 0 ? '…' : '') + text.slice(from, from + 140);
    const escaped = terms.map(term => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const line = document.createElement('span');
    line.className = 'snippet';
    const parts = escaped.length ? snippet.split(new RegExp(`(${escaped.join('|')})`, 'i')) : [snippet];
    parts.forEach((part, i) => {
      if (i % 2) {
        const mark = document.createElement('mark');
        mark.textContent = part;
        line.append(mark);
      } else {
        line.append(part);
      }
    });
    return line;
  };

  const show = () => {
    const words = input.value.trim();
    list.replaceChildren();
    chosen = -1;
    input.removeAttribute('aria-activedescendant');
    const found = words && index ? index.search(words).slice(0, LARGEST) : [];
    found.forEach((result, i) => {
      const item = document.createElement('li');
      item.id = `search-result-${i}`;
      item.setAttribute('role', 'option');
      const link = document.createElement('a');
      link.href = root + result.url;
      link.tabIndex = -1;
      const title = document.createElement('strong');
      title.textContent =
        result.heading && !result.heading.startsWith(result.page)
          ? `${result.page} › ${result.heading}`
          : result.heading || result.page;
      link.append(title, marked(result.text, result.terms));
      item.append(link);
      list.append(item);
    });
    if (words && index && !found.length) {
      const item = document.createElement('li');
      item.className = 'none';
      item.textContent = 'Nothing found';
      list.append(item);
    }
    list.hidden = !list.children.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
  };

  const choose = step => {
    const items = [...list.querySelectorAll('[role=option]')];
    if (!items.length) return;
    chosen = (chosen + step + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === chosen)));
    input.setAttribute('aria-activedescendant', items[chosen].id);
    items[chosen].scrollIntoView({ block: 'nearest' });
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  };

  form.hidden = false;
  input.addEventListener('focus', () => ready().then(show));
  input.addEventListener('input', () => ready().then(show));
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      close();
      input.blur();
    }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    ready().then(() => {
      if (list.hidden) show();
      const links = list.querySelectorAll('a');
      if (links.length) links[Math.max(chosen, 0)].click();
    });
  });
  document.addEventListener('click', event => {
    if (!form.contains(event.target)) close();
  });
  list.addEventListener('click', close);
  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  if (navigator.clipboard) {
    document.querySelectorAll('article pre').forEach(pre => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = 'Copy';
      button.addEventListener('click', () => {
        const commands = [...pre.querySelectorAll('.command')].map(line => line.textContent);
        const text = commands.length ? commands.join('\n') : pre.querySelector('code').textContent;
        navigator.clipboard.writeText(text.trimEnd() + '\n').then(() => {
          button.textContent = 'Copied';
          setTimeout(() => (button.textContent = 'Copy'), 1500);
        });
      });
      const frame = document.createElement('div');
      frame.className = 'code';
      pre.replaceWith(frame);
      frame.append(pre, button);
    });
  }
})();
