package onestop.web.download;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The mark by which spreadsheets know that a CSV file is UTF-8; without it they show Vietnamese as
 * garbage. For files that a person takes from a page, never for what a program asks for.
 */
public final class SpreadsheetCsv {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private SpreadsheetCsv() {}

  /** Begins a file. */
  public static void begin(OutputStream out) throws IOException {
    out.write(BYTE_ORDER_MARK);
  }
}
