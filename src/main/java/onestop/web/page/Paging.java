package onestop.web.page;

import org.springframework.ui.Model;
import org.springframework.web.util.UriComponentsBuilder;

/** The rows that a page of a list shows. */
public record Paging(int page, int size) {
  static final int ROWS = 20;
  private static final int LAST = 100_000;

  /** The requested page, counted from 1; a number out of range is the first or the last page. */
  public static Paging of(int page) {
    return new Paging(Math.max(1, Math.min(page, LAST)), ROWS);
  }

  /** The number of rows before the page. */
  public int offset() {
    return (page - 1) * size;
  }

  /** Adds the attributes of the page's footer; {@code here} is the address without its page. */
  public void tell(Model model, long total, String here) {
    model.addAttribute("page", page);
    model.addAttribute("pages", Math.max(1, (total + size - 1) / size));
    model.addAttribute("total", total);
    model.addAttribute(
        "pageUrl",
        UriComponentsBuilder.fromUriString(here).replaceQueryParam("page").build().toUriString());
  }
}
