package onestop.desk.lists;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import onestop.desk.lists.ListColumns.Column;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes the empty list of a procedure. In Vietnamese, as the form that it stands for. The cells of
 * the workbook are texts, so that no number loses its first nought and no day turns into a number.
 */
public final class ListTemplate {
  private static final String TEXT = "@";
  private static final double WIDTH = 26;

  private ListTemplate() {}

  /** As CSV in UTF-8 with the mark by which spreadsheets know it. */
  public static byte[] csv(ListColumns columns) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvWriter csv =
        CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
      csv.writeRecord(columns.all().stream().map(Column::heading).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** As a workbook; its second sheet says what each column takes. */
  public static byte[] xlsx(ListColumns columns) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "onestop", "1.0")) {
      Worksheet list = book.newWorksheet("Danh sách");
      Worksheet guide = book.newWorksheet("Hướng dẫn");
      row(guide, 0, List.of("Cột", "Bắt buộc", "Cách nhập"));
      guide.range(0, 0, 0, 2).style().bold().set();
      int at = 0;
      for (Column column : columns.all()) {
        list.inlineString(0, at, column.heading());
        list.width(at, WIDTH);
        row(guide, at + 1, List.of(column.heading(), column.required() ? "Có" : "", hint(column)));
        at++;
      }
      list.range(0, 0, 0, at - 1).style().bold().wrapText(true).set();
      list.range(1, 0, ApplicantList.MOST, at - 1).style().format(TEXT).set();
      list.freezePane(0, 1);
      guide.width(0, 2 * WIDTH);
      guide.width(2, 3 * WIDTH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void row(Worksheet sheet, int row, List<String> texts) {
    for (int column = 0; column < texts.size(); column++) {
      sheet.inlineString(row, column, texts.get(column));
    }
  }

  private static String hint(Column column) {
    if (column.key().startsWith("p.")) {
      return "Số bản, ví dụ 1; để trống nếu không có";
    }
    if (column.field() == null) {
      return column.key().equals("subject") ? "Để trống thì ghi tên thủ tục" : "Chữ";
    }
    String choices = String.join("; ", column.choices());
    return switch (column.field().kind()) {
      case DATE -> "Ngày, ví dụ 05/09/2026";
      case NUMBER -> "Số";
      case CHECKBOX -> "Ghi x nếu có";
      case SELECT, RADIO -> "Một trong: " + choices;
      case CHECKLIST -> "Một hoặc nhiều, cách nhau bằng dấu chấm phẩy: " + choices;
      default -> "Chữ";
    };
  }
}
