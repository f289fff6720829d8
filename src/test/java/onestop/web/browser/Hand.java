package onestop.web.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** How an officer works on a page: with the mouse, or with the keyboard alone. */
interface Hand {
  /** Types a text into a field in place of what stands there. */
  void type(Locator field, String text);

  /** Chooses an option of a select by its value. */
  void choose(Locator select, String value);

  /** Ticks a box or a radio button. */
  void tick(Locator box);

  /** Presses a button or follows a link, and waits for the page behind it. */
  void press(Locator button);

  /** Fills in a field, whatever kind it is. */
  default void fill(Locator field, String value) {
    String kind =
        String.valueOf(field.first().evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type"));
    switch (kind) {
      case "select" -> choose(field, value);
      case "radio", "checkbox" ->
          tick(field.and(field.page().locator("[value=\"" + value + "\"]")));
      default -> type(field, value);
    }
  }

  /** With the mouse. */
  static Hand mouse() {
    return new Hand() {
      @Override
      public void type(Locator field, String text) {
        field.fill(text);
      }

      @Override
      public void choose(Locator select, String value) {
        select.selectOption(value);
      }

      @Override
      public void tick(Locator box) {
        box.check();
      }

      @Override
      public void press(Locator button) {
        button.click();
      }
    };
  }

  /** With the Tab key, the arrows, Space and Enter; nothing is reached in any other way. */
  static Hand keyboard(Page page) {
    return new Hand() {
      private static final int MOST_TABS = 250;

      @Override
      public void type(Locator field, String text) {
        go(field);
        page.keyboard().press("ControlOrMeta+A");
        if (text.isEmpty()) {
          page.keyboard().press("Delete");
        } else if ("date".equals(field.getAttribute("type"))) {
          String[] day = text.split("-"); // in the order of the browser's own language, en-US
          page.keyboard().type(day[1] + day[2] + day[0]);
        } else {
          page.keyboard().insertText(text);
        }
      }

      @Override
      public void choose(Locator select, String value) {
        go(select);
        int options = ((Number) select.evaluate("e => e.options.length")).intValue();
        page.keyboard().press("Home");
        for (int i = 0; i < options && !select.inputValue().equals(value); i++) {
          page.keyboard().press("ArrowDown");
        }
      }

      @Override
      public void tick(Locator box) {
        String group =
            """
            e => e === document.activeElement || e.type === 'radio'
              && document.activeElement.type === 'radio' && document.activeElement.name === e.name
            """;
        go(box, group);
        for (int i = 0; i < MOST_TABS && !box.isChecked(); i++) {
          boolean here = Boolean.TRUE.equals(box.evaluate("e => e === document.activeElement"));
          page.keyboard().press(here ? "Space" : "ArrowDown");
        }
      }

      @Override
      public void press(Locator button) {
        go(button);
        page.keyboard().press("Enter");
      }

      private void go(Locator to) {
        go(to, "e => e === document.activeElement");
      }

      private void go(Locator to, String there) {
        for (int i = 0; i < MOST_TABS; i++) {
          if (Boolean.TRUE.equals(to.evaluate(there))) {
            return;
          }
          page.keyboard().press("Tab");
        }
        throw new AssertionError("the Tab key does not reach " + to + " on " + page.url());
      }
    };
  }
}
