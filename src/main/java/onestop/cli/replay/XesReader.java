// Over 300 lines: one grammar, read from the top to the bottom.
package onestop.cli.replay;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Reads the traces of an IEEE 1849 (XES) event log, plain or packed with gzip (told apart by its
 * first bytes), one trace at a time.
 *
 * <p>Document types and external entities are refused. A log that is no XES, is cut off, damaged or
 * too big ends in a {@link Failure} of module {@code cli} whose slug begins with {@code log-}.
 * Attributes of the log itself, its declared defaults ({@code <global>}) and nested attributes are
 * skipped, because they belong to no dossier.
 */
final class XesReader {
  /**
   * The namespaces of IEEE 1849, and of OpenXES before it; each occurs with and without a slash at
   * its end.
   */
  private static final Set<String> NAMESPACES =
      Set.of("", "http://www.xes-standard.org", "http://code.deckfour.org/xes");

  /** Elements of attributes with a value; a list or a container holds other attributes instead. */
  private static final Set<String> VALUED =
      Set.of("string", "date", "int", "float", "boolean", "id");

  private static final int GZIP_MAGIC = 0x1f8b;

  private final Path file;
  private final XesLimits limits;

  /**
   * Whether the log's root element has ended: an error after it does not mean that the log is cut
   * off.
   */
  private boolean rootClosed;

  XesReader(Path file, XesLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  /** Reads the whole log and passes every trace to the consumer, in the log's order. */
  void read(Consumer<XesTrace> traces) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw Failure.badInput("cli", "log-missing", "file", file.toString());
    }
    try (InputStream raw = Files.newInputStream(file);
        InputStream text = unpacked(new BufferedInputStream(raw))) {
      parse(new GuardedInput(text, limits), traces);
    } catch (EOFException e) {
      throw Failure.badInput("cli", "log-truncated", "file", name(), "line", 1).causedBy(e);
    } catch (ZipException e) {
      throw Failure.badInput("cli", "log-damaged", "file", name()).causedBy(e);
    } catch (IOException e) {
      throw Failure.badInput(
              "cli", "log-unreadable", "file", name(), "reason", String.valueOf(e.getMessage()))
          .causedBy(e);
    }
  }

  private static InputStream unpacked(BufferedInputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, 8192) : in;
  }

  private void parse(GuardedInput in, Consumer<XesTrace> traces) throws IOException {
    @Nullable XMLStreamReader xml = null;
    try {
      xml = factory().createXMLStreamReader(XmlEncoding.reader(in));
      new Pass(xml, in, traces).run();
      in.drain();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw Failure.badInput("cli", "log-encoding", "file", name(), "line", "1").causedBy(e);
    } catch (XMLStreamException | IOException e) {
      int line = xml == null ? 1 : xml.getLocation().getLineNumber();
      throw explained(in, line, e).causedBy(e);
    }
  }

  private Failure explained(GuardedInput in, int line, Exception e) throws IOException {
    if (hasWrongBytes(e)) {
      return Failure.badInput("cli", "log-encoding", "file", name(), "line", String.valueOf(line));
    }
    GuardedInput.Fault fault = in.fault();
    if (fault == null && e instanceof XMLStreamException) {
      try {
        if (rootClosed || in.endsWith("log>")) {
          return Failure.badInput(
              "cli",
              "log-malformed",
              "file",
              name(),
              "line",
              String.valueOf(line),
              "reason",
              firstLine(e));
        }
      } catch (IOException again) {
        if (in.fault() == null) {
          throw again;
        }
      }
      fault = in.fault() == null ? GuardedInput.Fault.CUT_OFF : in.fault();
    }
    if (fault == null) {
      return Failure.badInput(
          "cli", "log-unreadable", "file", name(), "reason", String.valueOf(e.getMessage()));
    }
    return switch (fault) {
      case TOO_LONG -> Failure.badInput("cli", "log-bytes", "file", name(), "max", limits.bytes());
      case TOKEN_TOO_LONG ->
          Failure.badInput("cli", "log-value", "file", name(), "max", limits.tokenBytes());
      case DAMAGED -> Failure.badInput("cli", "log-damaged", "file", name());
      case CUT_OFF ->
          started(line)
              ? Failure.badInput(
                  "cli", "log-truncated", "file", name(), "line", String.valueOf(line))
              : Failure.badInput(
                  "cli", "log-not-xes", "file", name(), "line", String.valueOf(line));
    };
  }

  private static boolean hasWrongBytes(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return true;
      }
    }
    return e instanceof XMLStreamException xml
        && xml.getNestedException() instanceof CharacterCodingException;
  }

  /**
   * Whether the log has any markup; text without markup is no log, and not one that was cut off.
   */
  private boolean started(int line) throws IOException {
    if (line > 1) {
      return true;
    }
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = unpacked(new BufferedInputStream(raw))) {
      String head = new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
      return head.replaceAll("[\\x00\\xEF\\xBB\\xBF\\xFE\\xFF]", "").stripLeading().startsWith("<");
    } catch (EOFException e) {
      return true;
    }
  }

  private static String firstLine(Exception e) {
    String[] lines = String.valueOf(e.getMessage()).split("\\R");
    return lines[lines.length - 1].replaceFirst("^Message: ", "");
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entity " + systemId);
        });
    return factory;
  }

  /** One pass over one log. */
  private final class Pass {
    private final XMLStreamReader xml;
    private final GuardedInput in;
    private final Consumer<XesTrace> traces;
    private int depth;
    private int rows;
    private int eventCount;

    /** The depth of the element that collects attributes now: a trace, an event; 0 if none does. */
    private int owner;

    private Map<String, String> attributes = Map.of();
    private Map<String, String> ofTrace = Map.of();
    private List<Map<String, String>> events = List.of();
    private List<XesTrace.Flaw> flaws = List.of();

    Pass(XMLStreamReader xml, GuardedInput in, Consumer<XesTrace> traces) {
      this.xml = xml;
      this.in = in;
      this.traces = traces;
    }

    void run() throws XMLStreamException {
      while (xml.hasNext()) {
        int kind = xml.next();
        in.tokenSeen();
        switch (kind) {
          case XMLStreamConstants.START_ELEMENT -> open();
          case XMLStreamConstants.END_ELEMENT -> close();
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw Failure.badInput("cli", "log-document-type", "file", name());
          default -> {
            // text between elements has no meaning in XES
          }
        }
      }
      if (rows == 0) {
        throw Failure.badInput("cli", "log-empty", "file", name());
      }
    }

    private void open() {
      depth++;
      String name = xml.getLocalName();
      if (depth > limits.depth()) {
        throw Failure.badInput("cli", "log-depth", "file", name(), "max", limits.depth());
      }
      if (depth == 1) {
        requireLog(name);
      } else if (depth == 2 && name.equals("trace")) {
        openTrace();
      } else if (depth == 3 && owner == 2 && name.equals("event")) {
        openEvent();
      } else if (owner > 0 && depth == owner + 1) {
        attribute();
      }
    }

    private void requireLog(String name) {
      String namespace = xml.getNamespaceURI();
      boolean known =
          NAMESPACES.contains(namespace == null ? "" : namespace.replaceFirst("/$", ""));
      if (!name.equals("log") || !known) {
        throw Failure.badInput(
            "cli",
            "log-not-xes",
            "file",
            name(),
            "line",
            String.valueOf(xml.getLocation().getLineNumber()));
      }
    }

    private void openTrace() {
      if (++rows > limits.traces()) {
        throw Failure.badInput("cli", "log-traces", "file", name(), "max", limits.traces());
      }
      owner = 2;
      ofTrace = new HashMap<>();
      attributes = ofTrace;
      events = new ArrayList<>();
      flaws = new ArrayList<>();
    }

    private void openEvent() {
      if (++eventCount > limits.events()) {
        throw Failure.badInput("cli", "log-events", "file", name(), "max", limits.events());
      }
      owner = 3;
      attributes = new HashMap<>();
      events.add(attributes);
    }

    private void attribute() {
      String key = xml.getAttributeValue(null, "key");
      String value = xml.getAttributeValue(null, "value");
      if (key != null && value != null) {
        if (attributes.putIfAbsent(key, value) != null) {
          flaws.add(new XesTrace.Flaw(Anomaly.What.KEY_AGAIN, key + "=" + value));
        }
      } else if (VALUED.contains(xml.getLocalName())) {
        String written = xml.getLocalName() + " " + (key == null ? "=" + value : key);
        flaws.add(new XesTrace.Flaw(Anomaly.What.ATTRIBUTE_INCOMPLETE, written));
      }
    }

    private void close() {
      if (owner == 3 && depth == 3) {
        owner = 2;
        attributes = ofTrace;
      } else if (owner == 2 && depth == 2) {
        owner = 0;
        traces.accept(new XesTrace(rows, ofTrace, events, flaws));
      }
      depth--;
      rootClosed = depth == 0;
    }
  }
}
