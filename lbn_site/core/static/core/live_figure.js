/* Live figures in the rich text editor: a chooser that lists them, and a chip that stands for one in the text.
 *
 * The entity's data is {key, label}; only the key is stored (lbn_site/core/rich_text.py). The chip's text is the
 * present value. React, Draft.js and Draftail are the editor's own globals.
 */
(() => {
  const { React, ReactDOM, DraftJS, draftail } = window;
  const h = React.createElement;
  const UPKEEP = 'kept up to date by the site';

  const element = (name, { text, ...attributes } = {}, ...children) => {
    const made = Object.assign(document.createElement(name), attributes);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  };

  /** The dialog that lists the figures. `choose` is called with the figure, `leave` when nothing was chosen. */
  const openChooser = (url, choose, leave) => {
    const list = element('ul', { className: 'live-figure-chooser__list' });
    const status = element('p', { text: 'Looking up the figures…' });
    status.setAttribute('role', 'status');
    const cancel = element('button', { type: 'button', className: 'button button-secondary', text: 'Cancel' });
    const heading = element('h2', { id: 'live-figure-heading', text: 'Insert a live figure' });
    const intro = `Pick a figure. The text shows its present value, and it is ${UPKEEP}.`;
    const dialog = element('dialog', { className: 'live-figure-chooser' }, heading, element('p', { text: intro }), status, list, cancel);
    dialog.setAttribute('aria-labelledby', heading.id);

    const close = (figure) => {
      dialog.remove();
      if (figure) choose(figure);
      else leave();
    };
    cancel.addEventListener('click', () => close());
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      close();
    });

    const option = (figure) => {
      const value = element('strong', { text: figure.value || 'no value yet' });
      const button = element('button', { type: 'button', disabled: !figure.value }, element('span', { text: figure.label }), value);
      button.addEventListener('click', () => close(figure));
      return element('li', {}, button);
    };
    fetch(url, { headers: { Accept: 'application/json' } })
      .then((response) => response.json())
      .then(({ figures }) => {
        status.remove();
        list.append(...figures.map(option));
        list.querySelector('button:enabled')?.focus();
      })
      .catch(() => {
        status.textContent = 'The figures could not be looked up. Cancel, check that you are still signed in, and try again.';
      });

    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  };

  /** Puts the chosen figure in place of the selection. Draws nothing itself. */
  class LiveFigureSource extends React.Component {
    componentDidMount() {
      const { entityType, onComplete } = this.props;
      this.dialog = openChooser(entityType.figuresUrl, (figure) => this.insert(figure), () => onComplete(null));
    }

    componentWillUnmount() {
      this.dialog.remove();
    }

    insert({ key, label, value }) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent().createEntity(entityType.type, 'IMMUTABLE', { key, label });
      const changed = DraftJS.Modifier.replaceText(
        content,
        editorState.getSelection(),
        value,
        editorState.getCurrentInlineStyle(),
        content.getLastCreatedEntityKey(),
      );
      onComplete(DraftJS.EditorState.push(editorState, changed, 'insert-characters'));
    }

    render() {
      return null;
    }
  }

  /** The figure in the text. A click shows what it is and offers to change or remove it. */
  class LiveFigureChip extends React.Component {
    constructor(props) {
      super(props);
      this.state = { place: null };
      this.open = this.open.bind(this);
      this.close = this.close.bind(this);
      this.change = this.change.bind(this);
      this.remove = this.remove.bind(this);
    }

    componentWillUnmount() {
      this.stopListening();
    }

    open({ currentTarget }) {
      if (this.state.place) return; // the click was in the tooltip
      const wrapper = currentTarget.closest('[data-draftail-editor-wrapper]');
      const outer = wrapper.getBoundingClientRect();
      const { top, left, width, height } = currentTarget.getBoundingClientRect();
      this.setState({
        place: {
          wrapper,
          target: { top: top - outer.top - window.scrollY, left: left - outer.left - window.scrollX, width, height },
        },
      });
      for (const event of ['mousedown', 'keydown', 'resize']) window.addEventListener(event, this.close);
    }

    close(event) {
      const inTooltip = event?.target instanceof Element && event.target.closest('.live-figure-tooltip');
      if (inTooltip) return;
      this.stopListening();
      this.setState({ place: null });
    }

    stopListening() {
      for (const event of ['mousedown', 'keydown', 'resize']) window.removeEventListener(event, this.close);
    }

    change(event) {
      event.preventDefault();
      this.close();
      this.props.onEdit(this.props.entityKey);
    }

    /** Takes the figure out with its text; Draftail's own `onRemove` would leave the bare number behind. */
    remove(event) {
      event.preventDefault();
      const field = this.state.place.wrapper.parentNode.querySelector('[data-draftail-input]');
      const editor = field.draftailEditor;
      const state = editor.getEditorState();
      const selection = draftail.DraftUtils.getEntitySelection(state, this.props.entityKey);
      const content = DraftJS.Modifier.removeRange(state.getCurrentContent(), selection, 'forward');
      editor.onChange(DraftJS.EditorState.push(state, content, 'remove-range'));
    }

    render() {
      const { children, contentState, entityKey } = this.props;
      const { label } = contentState.getEntity(entityKey).getData();
      const { place } = this.state;
      const explanation = `${label}: ${UPKEEP}`;
      return h(
        'span',
        { className: 'live-figure-chip', title: explanation, onMouseUp: this.open },
        children,
        place &&
          ReactDOM.createPortal(
            h(
              draftail.Tooltip,
              { target: place.target, direction: 'top' },
              h(
                'span',
                { className: 'live-figure-tooltip' },
                h('span', { className: 'live-figure-tooltip__text' }, explanation),
                h('button', { type: 'button', className: 'button button-small', onClick: this.change }, 'Choose another'),
                h('button', { type: 'button', className: 'button button-small button-secondary no', onClick: this.remove }, 'Remove'),
              ),
            ),
            place.wrapper,
          ),
      );
    }
  }

  draftail.registerPlugin({ type: 'LIVE-FIGURE', source: LiveFigureSource, decorator: LiveFigureChip }, 'entityTypes');
})();
