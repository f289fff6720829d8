package onestop.procedures.fee;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One way in which the fee of a procedure is reckoned.
 *
 * @param code stable within the schedule
 * @param channels the channels to which it applies; empty for all
 * @param steps the price of one copy by its pages, from the first; one step for a price that does
 *     not depend on pages; empty where no amount is known, so that the desk types it
 * @param quantity the answers that multiply the price; null for one amount for the dossier
 * @param most the highest price of one copy, in đồng, inclusive; null if there is none
 * @param source the text that sets the amount, in Vietnamese
 * @param status the certainty of the amount: {@code H}, {@code M}, {@code L} or {@code K}; texts
 *     that are not {@code H} or {@code M} are never printed as law
 */
public record FeeRate(
    String code,
    String nameVi,
    String nameEn,
    List<String> channels,
    List<Step> steps,
    @Nullable Quantity quantity,
    @Nullable Long most,
    String source,
    String status) {
  /** The highest amount of one dossier, in đồng: beyond it a quantity is a slip of the keyboard. */
  public static final long HIGHEST = 1_000_000_000L;

  public FeeRate {
    channels = channels == null ? List.of() : List.copyOf(channels);
    steps = steps == null ? List.of() : List.copyOf(steps);
  }

  /**
   * The price of pages.
   *
   * @param upTo the last page at this price; null for all further pages
   * @param each the price of a page, in đồng
   */
  public record Step(@Nullable Integer upTo, long each) {}

  /**
   * The answers of the procedure's form that multiply the price.
   *
   * @param table the table whose rows are added up; null if {@code copies} is a field of the form
   * @param copies the field or column with the number of copies
   * @param pages the column with the number of pages of a copy; null if pages do not matter
   */
  public record Quantity(@Nullable String table, String copies, @Nullable String pages) {}

  boolean fits(String channel) {
    return channels.isEmpty() || channels.contains(channel);
  }

  /** Whether it never asks for money. */
  public boolean isFree() {
    return !isTyped() && steps.stream().allMatch(step -> step.each() == 0);
  }

  /** Whether the desk types the amount, as the catalogue knows none. */
  public boolean isTyped() {
    return steps.isEmpty();
  }

  /** Whether the source may be printed to an applicant as law. */
  public boolean isPrintable() {
    return status.equals("H") || status.equals("M");
  }

  /**
   * The amount in đồng; empty if the desk types it, or if the answers that it depends on are
   * missing, are no whole numbers, or lead beyond {@link #HIGHEST}.
   *
   * @param answers of the procedure's form, as typed or as checked
   */
  public OptionalLong amount(Map<String, ?> answers) {
    if (isTyped()) {
      return OptionalLong.empty();
    }
    Quantity by = quantity;
    if (by == null) {
      return OptionalLong.of(price(1));
    }
    if (by.table() == null) {
      return product(by, answers);
    }
    if (!(answers.get(by.table()) instanceof List<?> rows)) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (Object row : rows) {
      if (row instanceof Map<?, ?> cells && !isBlank(cells)) {
        OptionalLong product = product(by, cells);
        if (product.isEmpty()) {
          return product;
        }
        sum += product.getAsLong();
      }
    }
    return sum > HIGHEST ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  private OptionalLong product(Quantity by, Map<?, ?> answers) {
    long copies = whole(answers.get(by.copies()));
    long pages = by.pages() == null ? 1 : whole(answers.get(by.pages()));
    if (copies < 0 || pages < 0) {
      return OptionalLong.empty();
    }
    long product = copies * price(pages);
    return product > HIGHEST ? OptionalLong.empty() : OptionalLong.of(product);
  }

  private long price(long pages) {
    long price = 0;
    long before = 0;
    for (Step step : steps) {
      Integer upTo = step.upTo();
      long last = upTo == null ? pages : Math.min(pages, upTo);
      price += Math.max(0, last - before) * step.each();
      before = Math.max(before, last);
    }
    return most == null ? price : Math.min(price, most);
  }

  private static boolean isBlank(Map<?, ?> cells) {
    return cells.values().stream().allMatch(cell -> cell == null || cell.toString().isBlank());
  }

  /** A number of at most six digits; -1 for anything else. */
  private static long whole(@Nullable Object answer) {
    String text = answer == null ? "" : answer.toString().strip();
    if (!text.matches("[0-9]{1,6}")) {
      return -1;
    }
    return new BigDecimal(text).longValue();
  }
}
