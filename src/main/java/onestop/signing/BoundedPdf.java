package onestop.signing;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Parses a PDF of somebody's with a limit on what it unpacks to. The library unpacks a stream whole
 * into memory, and a stream of one kilobyte can hold a megabyte; so each stream is counted, a block
 * at a time, before the library unpacks it. Pictures and pages are never unpacked here: only the
 * tables of objects are (ISO 32000-1, 7.5.7 and 7.5.8).
 */
final class BoundedPdf extends PDFParser {
  /** The most bytes that all tables of a document unpack to. */
  static final int LARGEST = 16 * 1024 * 1024;

  /** The most arrays and dictionaries of a document. */
  static final int MOST_PARTS = 1_000_000;

  /** The most entries of its cross-reference streams. */
  static final int MOST_OBJECTS = 500_000;

  private static final int LONGEST_ENTRY = 32;
  private static final int LONGEST_ROW = 64 * 1024;
  private static final int DEEPEST = 500;

  private int unpacked;
  private int parts;
  private int objects;
  private int depth;

  private BoundedPdf(byte[] pdf, RandomAccessStreamCache cache) throws IOException {
    super(new RandomAccessReadBuffer(pdf), "", null, null, () -> cache);
    document.close();
    document = new Counted(cache);
  }

  /**
   * The document, to be closed by the caller.
   *
   * @throws TooLarge if it has more than one of the limits
   * @throws IOException if it is damaged, or has a password
   */
  static PDDocument parse(byte[] pdf) throws IOException {
    return new BoundedPdf(pdf, IOUtils.createMemoryOnlyStreamCache().create()).parse();
  }

  /** The document holds more than is taken; not a damage of the file. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    private TooLarge(String what) {
      super("the document has more " + what + " than are taken");
    }
  }

  /**
   * The document is written as no program writes it. Not an {@link IOException}, because the
   * library goes on without the objects that it cannot read, and another reader would show them.
   */
  private static final class Strange extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Strange(String what) {
      super(what);
    }
  }

  @Override
  protected COSArray parseCOSArray() throws IOException {
    enter();
    try {
      return super.parseCOSArray();
    } finally {
      depth--;
    }
  }

  @Override
  protected COSDictionary parseCOSDictionary(boolean direct) throws IOException {
    enter();
    try {
      return super.parseCOSDictionary(direct);
    } finally {
      depth--;
    }
  }

  private void enter() {
    if (++parts > MOST_PARTS) {
      throw new TooLarge("parts");
    }
    if (depth >= DEEPEST) {
      throw new TooLarge("levels");
    }
    depth++;
  }

  /** Counts what the stream unpacks to, with the filter as the library applies it. */
  private void count(COSStream stream) throws IOException {
    boolean packed = isPacked(stream);
    COSBase parameters = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
    requireShortRow(
        parameters instanceof COSArray list && list.size() > 0 ? list.getObject(0) : parameters);
    int before = unpacked;
    try (InputStream raw = stream.createRawInputStream()) {
      if (packed) {
        inflate(raw);
      } else {
        byte[] block = new byte[8192];
        for (int read = raw.read(block); read > 0; read = raw.read(block)) {
          add(block, read);
        }
      }
    }
    countObjects(stream.getDictionaryObject(COSName.W), unpacked - before);
  }

  /** Only the one filter that programs use for tables, so that filters cannot be chained. */
  private static boolean isPacked(COSStream stream) {
    COSBase filter = stream.getFilters();
    if (filter instanceof COSArray list && list.size() == 1) {
      filter = list.getObject(0);
    }
    if (filter == null || filter instanceof COSArray list && list.size() == 0) {
      return false;
    }
    if (COSName.FLATE_DECODE.equals(filter) || COSName.FLATE_DECODE_ABBREVIATION.equals(filter)) {
      return true;
    }
    throw new Strange("a table of objects is packed by " + filter);
  }

  /** The library makes room for a row of the predictor before it reads one. */
  private static void requireShortRow(@Nullable COSBase parameters) {
    if (parameters instanceof COSDictionary row) {
      long bits =
          Math.max(1L, row.getInt(COSName.COLUMNS, 1))
              * Math.max(1, Math.min(row.getInt(COSName.COLORS, 1), 32))
              * Math.max(1, row.getInt(COSName.BITS_PER_COMPONENT, 8));
      if (bits > 8L * LONGEST_ROW) {
        throw new TooLarge("columns");
      }
    }
  }

  private void inflate(InputStream raw) throws IOException {
    raw.skipNBytes(Math.min(2, raw.available())); // the library reads no header either
    Inflater inflater = new Inflater(true);
    try {
      byte[] in = new byte[4096];
      byte[] out = new byte[8192];
      while (!inflater.finished() && !inflater.needsDictionary()) {
        int made = inflater.inflate(out);
        add(out, made);
        if (made == 0 && inflater.needsInput()) {
          int read = raw.read(in);
          if (read <= 0) {
            return;
          }
          inflater.setInput(in, 0, read);
        }
      }
    } catch (DataFormatException damaged) {
      return; // the library keeps what came before, as counted here
    } finally {
      inflater.end();
    }
  }

  private void add(byte[] block, int length) {
    unpacked += length;
    if (unpacked > LARGEST) {
      throw new TooLarge("bytes");
    }
    for (int i = 0; i < length; i++) {
      if ((block[i] == '[' || block[i] == '<') && ++parts > MOST_PARTS) {
        throw new TooLarge("parts");
      }
    }
  }

  private void countObjects(@Nullable COSBase widths, int bytes) {
    if (widths instanceof COSArray fields) {
      long entry = 0;
      for (int i = 0; i < fields.size(); i++) {
        entry += Math.max(0, fields.getInt(i, 0));
      }
      if (entry == 0 || entry > LONGEST_ENTRY) {
        throw new Strange("an entry of a cross-reference stream has " + entry + " bytes");
      }
      objects += (int) (bytes / entry);
      if (objects > MOST_OBJECTS) {
        throw new TooLarge("objects");
      }
    }
  }

  /** Makes streams that are counted before they are unpacked. */
  private final class Counted extends COSDocument {
    private final RandomAccessStreamCache cache;

    Counted(RandomAccessStreamCache cache) {
      super(() -> cache, BoundedPdf.this);
      this.cache = cache;
    }

    @Override
    public COSStream createCOSStream(COSDictionary entries, long start, long length)
        throws IOException {
      COSStream stream = new CountedStream(cache, createRandomAccessReadView(start, length));
      entries.forEach(stream::setItem);
      stream.setKey(entries.getKey());
      return stream;
    }
  }

  private final class CountedStream extends COSStream {
    CountedStream(RandomAccessStreamCache cache, RandomAccessReadView view) throws IOException {
      super(cache, view);
    }

    @Override
    public RandomAccessRead createView() throws IOException {
      count(this);
      return super.createView();
    }

    @Override
    public COSInputStream createInputStream(DecodeOptions options) throws IOException {
      count(this);
      return super.createInputStream(options);
    }
  }
}
