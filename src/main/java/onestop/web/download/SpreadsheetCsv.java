package onestop.web.download;

import java.io.IOException;
import java.io.OutputStream;

/** What spreadsheets read in a CSV file besides its text. */
public final class SpreadsheetCsv {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** The first characters of a formula; also the wide ones of East Asian keyboards. */
  private static final String FORMULAS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private SpreadsheetCsv() {}

  /**
   * Writes the mark by which spreadsheets recognise a file as UTF-8; without it they show
   * Vietnamese as garbage. For files downloaded from a page, never for files requested by a
   * program.
   */
  public static void begin(OutputStream out) throws IOException {
    out.write(BYTE_ORDER_MARK);
  }

  /**
   * A text as a cell. A spreadsheet would run one that begins like a formula: it gets an apostrophe
   * in front. Numbers are not texts, and stay as they are.
   */
  public static String cell(String text) {
    return text.isEmpty() || FORMULAS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }
}
