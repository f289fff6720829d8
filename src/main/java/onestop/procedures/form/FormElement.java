package onestop.procedures.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One element of a form. */
public sealed interface FormElement {
  /**
   * The condition under which the element is not shown and has no answer; null if there is none.
   */
  @Nullable FormCondition hiddenIf();

  /**
   * A field with an answer.
   *
   * @param key the key of the answer, unique in the form or in the table
   * @param label the question
   * @param hint an explanation below the question
   * @param rules the bounds of the answer
   * @param options the choices of a {@link Kind#isChoice() choice}; empty for others
   * @param marks what else is done with the answer
   */
  record Field(
      String key,
      Kind kind,
      FormText label,
      FormText hint,
      Rules rules,
      List<Option> options,
      Marks marks,
      @Nullable FormCondition hiddenIf)
      implements FormElement {
    public Field {
      options = List.copyOf(options);
    }

    /** A form of this field alone, without its condition, so that one answer can be checked. */
    public ApplicationForm alone() {
      return new ApplicationForm(
          key, 1, List.of(new Field(key, kind, label, hint, rules, options, marks, null)), "");
    }

    /** The choice with that value. */
    public Optional<Option> option(String value) {
      return options.stream().filter(option -> option.value().equals(value)).findFirst();
    }
  }

  /**
   * What else is done with an answer.
   *
   * @param printed it is printed on the receipt
   * @param searched dossiers are found by its words
   */
  record Marks(boolean printed, boolean searched) {}

  /** Elements under one heading; their keys are keys of the form. */
  record Group(FormText label, List<FormElement> elements, @Nullable FormCondition hiddenIf)
      implements FormElement {
    public Group {
      elements = List.copyOf(elements);
    }
  }

  /**
   * A table whose rows repeat the same fields.
   *
   * @param key the key of the answer, a list of rows
   * @param least the smallest number of rows
   * @param most the largest number of rows
   */
  record Table(
      String key,
      FormText label,
      List<Field> columns,
      int least,
      int most,
      @Nullable FormCondition hiddenIf)
      implements FormElement {
    public Table {
      columns = List.copyOf(columns);
    }
  }

  /** A sentence between the fields, without markup. */
  record Note(FormText text, @Nullable FormCondition hiddenIf) implements FormElement {}

  /** One choice. */
  record Option(String value, FormText label) {}

  /** The kind of a field's answer. */
  enum Kind {
    TEXT,
    LONG_TEXT,
    NUMBER,
    DATE,
    SELECT,
    RADIO,
    CHECKBOX,
    CHECKLIST;

    /** Whether the answer is one or several of the field's options. */
    public boolean isChoice() {
      return this == SELECT || this == RADIO || this == CHECKLIST;
    }

    /** Whether dossiers can be found by the answer: one line of text, or one value. */
    public boolean isSearchable() {
      return this != LONG_TEXT && this != CHECKBOX && this != CHECKLIST;
    }
  }

  /**
   * The bounds of an answer; a bound that is null does not apply.
   *
   * @param longest the largest number of characters
   * @param least the smallest number, inclusive
   * @param most the largest number, inclusive
   * @param decimals the largest number of decimal places
   * @param check the kind of text: {@code phone}, {@code email}; {@link #PAST} for a day; or null
   */
  record Rules(
      boolean required,
      int longest,
      @Nullable BigDecimal least,
      @Nullable BigDecimal most,
      int decimals,
      @Nullable String check) {
    /** The check that a day is not after the one on which the answer is given. */
    public static final String PAST = "past";

    /** The number of characters where the form gives no bound. */
    public static final int LONGEST = 2_000;
  }
}
