package onestop.procedures;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import onestop.calendar.Limit;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * One field of a {@link StepForm}.
 *
 * @param name the name in the API and in every message
 * @param inputName the name in the form of a page
 * @param longest the greatest number of characters of a text, or of each entry of a list,
 *     inclusive; 0 where the kind itself sets the bound
 * @param most the greatest number of entries of a list, inclusive; 0 for other kinds
 * @param options the values of a choice, the first of which is meant where none is given; empty for
 *     other kinds
 */
public record FormField(
    String name,
    String inputName,
    Kind kind,
    boolean required,
    int longest,
    int most,
    List<String> options) {
  /** A field that is no choice. */
  FormField(String name, String inputName, Kind kind, boolean required, int longest, int most) {
    this(name, inputName, kind, required, longest, most, List.of());
  }

  private static final int LOGIN = 60;
  private static final int LINE = 300;
  private static final int PROSE = 4_000;
  private static final int ENTRIES = 50;

  /** The kind of a field's value. */
  public enum Kind {
    /** One line. */
    TEXT,
    /** A text of several lines. */
    PROSE,
    /** Lines, each of them one entry. */
    LIST,
    /** A day of the calendar. */
    DAY,
    /** A period in the written form of {@link Limit}. */
    LIMIT,
    /** The login of an officer. */
    OFFICER,
    /** One of several words. */
    CHOICE,
    /** Yes or no; the value is {@code true} or anything else. */
    FLAG
  }

  /** The faults of a value. */
  public enum Wrong {
    /** A required value is missing. */
    MISSING,
    /** More characters or entries than the field allows. */
    TOO_LONG,
    /** Not a day of the calendar. */
    NO_DAY,
    /** Not a period. */
    NO_LIMIT,
    /** None of the words. */
    NO_CHOICE
  }

  /**
   * A value that the form does not accept.
   *
   * @param path the field's name, with the place in a list as {@code items[2]}, from 0
   */
  public record Fault(FormField field, String path, Wrong wrong) {}

  static FormField text(String name) {
    return new FormField(name, name, Kind.TEXT, true, LINE, 0);
  }

  static FormField note(String name) {
    return new FormField(name, name, Kind.TEXT, false, PROSE, 0);
  }

  static FormField officer(String name) {
    return new FormField(name, name, Kind.OFFICER, false, LOGIN, 0);
  }

  static FormField line(String name) {
    return new FormField(name, name, Kind.TEXT, false, LINE, 0);
  }

  static FormField choice(String name, String... options) {
    return new FormField(name, name, Kind.CHOICE, false, 0, 0, List.of(options));
  }

  static FormField flag(String name) {
    return new FormField(name, name, Kind.FLAG, false, 0, 0);
  }

  static FormField prose(String name) {
    return new FormField(name, name, Kind.PROSE, true, PROSE, 0);
  }

  static FormField list(String name) {
    return new FormField(name, name, Kind.LIST, true, LINE, ENTRIES);
  }

  static FormField day(String name, String inputName) {
    return new FormField(name, inputName, Kind.DAY, true, 0, 0);
  }

  static FormField limit(String name) {
    return new FormField(name, name, Kind.LIMIT, true, 0, 0);
  }

  /**
   * The faults of a value.
   *
   * @param value a text, a {@link LocalDate} or a collection of texts; a text that should have been
   *     a day is no day
   */
  List<Fault> faults(@Nullable Object value) {
    if (kind == Kind.LIST) {
      return entries(value);
    }
    Wrong wrong = value instanceof LocalDate ? null : wrong(value instanceof String s ? s : "");
    return wrong == null ? List.of() : List.of(new Fault(this, name, wrong));
  }

  /** The fault of a value that is missing though another one asks for it. */
  Fault missing() {
    return new Fault(this, name, Wrong.MISSING);
  }

  private List<Fault> entries(@Nullable Object value) {
    if (!(value instanceof Collection<?> entries) || entries.isEmpty()) {
      return required ? List.of(new Fault(this, name, Wrong.MISSING)) : List.of();
    }
    List<Fault> faults = new ArrayList<>();
    if (entries.size() > most) {
      faults.add(new Fault(this, name, Wrong.TOO_LONG));
    }
    int at = 0;
    for (Object entry : entries) {
      String path = name + "[" + at++ + "]";
      if (!(entry instanceof String text) || text.isBlank()) {
        faults.add(new Fault(this, path, Wrong.MISSING));
      } else if (text.length() > longest) {
        faults.add(new Fault(this, path, Wrong.TOO_LONG));
      }
    }
    return faults;
  }

  private @Nullable Wrong wrong(String text) {
    if (text.isBlank() && required) {
      return Wrong.MISSING;
    }
    return switch (kind) {
      case DAY -> Wrong.NO_DAY;
      case LIMIT -> isLimit(text) ? null : Wrong.NO_LIMIT;
      case CHOICE -> text.isBlank() || options.contains(text) ? null : Wrong.NO_CHOICE;
      case FLAG -> null;
      case TEXT, PROSE, LIST, OFFICER -> text.length() > longest ? Wrong.TOO_LONG : null;
    };
  }

  private static boolean isLimit(String text) {
    try {
      Limit.parse(text);
      return true;
    } catch (Failure e) {
      return false;
    }
  }
}
