package onestop.web.page;

import org.springframework.ui.Model;
import org.springframework.web.util.UriComponentsBuilder;

/** Which rows a page of a list shows. */
public record Paging(int page, int size) {
  static final int ROWS = 20;
  private static final int LAST = 100_000;

  /** The page asked for, counted from 1; nonsense is the first or the last. */
  public static Paging of(int page) {
    return new Paging(Math.max(1, Math.min(page, LAST)), ROWS);
  }

  /** How many rows stand before the page. */
  public int offset() {
    return (page - 1) * size;
  }

  /** Tells the page's footer where it stands; {@code here} is the address without its page. */
  public void tell(Model model, long total, String here) {
    model.addAttribute("page", page);
    model.addAttribute("pages", Math.max(1, (total + size - 1) / size));
    model.addAttribute("total", total);
    model.addAttribute(
        "pageUrl",
        UriComponentsBuilder.fromUriString(here).replaceQueryParam("page").build().toUriString());
  }
}
