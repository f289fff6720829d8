package onestop.desk.lists;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import onestop.kernel.Failure;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormElement;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Kind;
import onestop.procedures.form.FormElement.Table;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a procedure's list: the applicant, the papers, and the fields of the procedure's
 * form, by the names that they have on paper, in Vietnamese. Pure.
 */
public final class ListColumns {
  /** The rows of a table of the form that a list has columns for. */
  static final int TABLE_ROWS = 1;

  private final List<Column> all = new ArrayList<>();
  private final Map<String, Column> byHeading = new HashMap<>();

  private ListColumns() {}

  /**
   * A column.
   *
   * @param key what its cells are: {@code name}, {@code p.paper.originals}, {@code a.field}
   * @param required whether each row needs a text there
   * @param field the field of the form; null for others
   */
  public record Column(String key, String heading, boolean required, @Nullable Field field) {
    /** The texts that a cell may have; empty if any. */
    public List<String> choices() {
      return field == null
          ? List.of()
          : field.options().stream().map(option -> option.label().vi()).toList();
    }
  }

  /** The columns of a procedure with that form; null where it has none. */
  public static ListColumns of(Procedure procedure, @Nullable ApplicationForm form) {
    ListColumns columns = new ListColumns();
    columns.add("name", "Họ và tên hoặc tên tổ chức", true);
    columns.add("idNumber", "Số định danh cá nhân", false);
    columns.add("address", "Địa chỉ", false);
    columns.add("phone", "Điện thoại", false);
    columns.add("email", "Thư điện tử", false);
    columns.add("subject", "Nội dung yêu cầu giải quyết", false);
    for (Paper paper : procedure.papers()) {
      columns.add("p." + paper.code() + ".originals", paper.nameVi() + " – bản chính", false);
      columns.add("p." + paper.code() + ".certified", paper.nameVi() + " – chứng thực", false);
      columns.add("p." + paper.code() + ".copies", paper.nameVi() + " – bản sao", false);
    }
    if (form != null) {
      form.flat().forEach(columns::add);
    }
    return columns;
  }

  private void add(FormElement element) {
    if (element instanceof Field field) {
      boolean always = field.rules().required() && field.hiddenIf() == null;
      add(new Column("a." + field.key(), label(field), always, field));
    } else if (element instanceof Table table) {
      for (Field field : table.columns()) {
        boolean always = table.least() > 0 && table.hiddenIf() == null && field.rules().required();
        add(
            new Column(
                "a." + table.key() + ".0." + field.key(),
                table.label().vi() + " – " + label(field),
                always,
                field));
      }
    }
  }

  private static String label(Field field) {
    return field.label().vi().replaceAll("\\s+", " ").strip();
  }

  private void add(String key, String heading, boolean required) {
    add(new Column(key, heading, required, null));
  }

  /** Two fields of one name: the second has a number. */
  private void add(Column column) {
    Column named = column;
    for (int no = 2; byHeading.containsKey(plain(named.heading())); no++) {
      named =
          new Column(
              column.key(), column.heading() + " (" + no + ")", column.required(), column.field());
    }
    all.add(named);
    byHeading.put(plain(named.heading()), named);
  }

  /** A heading as it is compared: without marks of the keyboard that nobody sees. */
  static String plain(String heading) {
    return Normalizer.normalize(heading, Normalizer.Form.NFC)
        .replaceAll("[\\s\\u00a0\\u200b\\ufeff]+", " ")
        .replace('—', '–')
        .replace(" - ", " – ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** All columns in their order. */
  public List<Column> all() {
    return List.copyOf(all);
  }

  /** The column of that key. */
  Optional<Column> column(String key) {
    return all.stream().filter(column -> column.key().equals(key)).findFirst();
  }

  /**
   * The columns of a list's head, in the list's order.
   *
   * @throws Failure {@code desk/list-unknown-column} or {@code desk/list-column-missing}
   */
  List<Column> of(ApplicantList list) {
    List<Column> found = new ArrayList<>();
    for (int at = 0; at < list.head().size(); at++) {
      Column column = byHeading.get(plain(list.head().get(at)));
      if (column == null) {
        throw Failure.badInput(
            "desk",
            "list-unknown-column",
            "column",
            ApplicantList.name(at),
            "heading",
            list.head().get(at));
      }
      found.add(column);
    }
    for (Column column : all) {
      if (column.required() && !found.contains(column)) {
        throw Failure.badInput("desk", "list-column-missing", "heading", column.heading());
      }
    }
    return found;
  }

  /** The texts of a row that are not blank, by the keys of their columns. */
  static Map<String, String> texts(List<Column> columns, ApplicantList.Line line) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int at = 0; at < columns.size(); at++) {
      String text = line.cells().get(at).strip();
      if (!text.isEmpty()) {
        texts.put(columns.get(at).key(), text);
      }
    }
    return texts;
  }

  /** What a form has for a cell: the value of a choice by its name, and yes for a mark. */
  static Object answer(Field field, String text) {
    if (field.kind() == Kind.CHECKBOX) {
      String plain = plain(text);
      return plain.equals("không") || plain.equals("0") || plain.equals("no") ? "" : "true";
    }
    if (field.kind() == Kind.CHECKLIST) {
      return java.util.Arrays.stream(text.split(";"))
          .filter(part -> !part.isBlank())
          .map(part -> choice(field, part))
          .toList();
    }
    return field.kind().isChoice() ? choice(field, text) : text;
  }

  private static String choice(Field field, String text) {
    String wanted = plain(text);
    return field.options().stream()
        .filter(
            option ->
                plain(option.label().vi()).equals(wanted)
                    || plain(option.label().en()).equals(wanted)
                    || option.value().equals(text.strip()))
        .map(FormElement.Option::value)
        .findFirst()
        .orElse(text.strip());
  }
}
