package onestop.web.download;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The mark by which spreadsheets recognise a CSV file as UTF-8; without it they show Vietnamese as
 * garbage. For files downloaded from a page, never for files requested by a program.
 */
public final class SpreadsheetCsv {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private SpreadsheetCsv() {}

  /** Writes the mark at the beginning of a file. */
  public static void begin(OutputStream out) throws IOException {
    out.write(BYTE_ORDER_MARK);
  }
}
