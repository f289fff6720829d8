package onestop.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import onestop.kernel.Failure;

/**
 * A text with its signatures, in the format C2SP signed-note.
 *
 * @param text the signed text, which ends with a line end
 * @param signatures in the order of their lines
 */
public record SignedNote(String text, List<SignatureLine> signatures) {
  private static final String DASH = "\u2014 ";
  private static final int MAX_SIGNATURES = 100;

  /**
   * One signature line.
   *
   * @param bytes the key's id, four bytes, followed by the signature
   */
  public record SignatureLine(String name, byte[] bytes) {
    /** Whether the line refers to that key. */
    public boolean isOf(NoteKey key) {
      return name.equals(key.name()) && Arrays.equals(Arrays.copyOf(bytes, 4), key.id());
    }

    private byte[] signature() {
      return Arrays.copyOfRange(bytes, 4, bytes.length);
    }

    String text() {
      return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }
  }

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * Parses a note from the text of its file.
   *
   * @throws onestop.kernel.Failure {@code ledger/note} if the text is no note
   */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw broken("no signature under a text");
    }
    if (note.chars().anyMatch(c -> c < ' ' && c != '\n' || c == '\uFFFD')) {
      throw broken("a control character, or bytes that are no UTF-8");
    }
    List<SignatureLine> lines = new ArrayList<>();
    for (String line : note.substring(end + 2).split("\n")) {
      lines.add(line(line));
    }
    if (lines.isEmpty() || lines.size() > MAX_SIGNATURES) {
      throw broken(lines.size() + " signatures");
    }
    return new SignedNote(note.substring(0, end + 1), lines);
  }

  /** Parses a signature line. */
  public static SignatureLine line(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      throw broken("a line that is no signature");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1));
      if (!Base64.getEncoder().encodeToString(bytes).equals(line.substring(space + 1))) {
        throw broken("a signature that is no base64");
      }
      if (bytes.length < 5) {
        throw broken("a signature that is too short");
      }
      return new SignatureLine(NoteKey.checkName(line.substring(DASH.length(), space)), bytes);
    } catch (IllegalArgumentException e) {
      throw broken("a signature that is no base64").causedBy(e);
    }
  }

  static Failure broken(String why) {
    return Failure.badInput("ledger", "note", "reason", why);
  }

  /** This note with one more signature. */
  public SignedNote with(SignatureLine more) {
    List<SignatureLine> all = new ArrayList<>(signatures);
    all.add(more);
    return new SignedNote(text, all);
  }

  /** Whether the note carries a valid signature or cosignature of this key. */
  boolean isSignedBy(NoteKey key) {
    return signatures.stream().anyMatch(line -> line.isOf(key) && holds(line, key));
  }

  /** The line of a key, whether valid or not. */
  public Optional<SignatureLine> of(NoteKey key) {
    return signatures.stream().filter(line -> line.isOf(key)).findFirst();
  }

  /** Whether the signature of a line is valid for that key. */
  public boolean holds(SignatureLine line, NoteKey key) {
    byte[] signature = line.signature();
    if (key.type() == NoteKey.LOG) {
      return key.signed(bytes(text), signature);
    }
    if (signature.length != Long.BYTES + 64) {
      return false;
    }
    long time = ByteBuffer.wrap(signature).getLong();
    return time >= 0
        && key.signed(
            cosigned(text, time), Arrays.copyOfRange(signature, Long.BYTES, signature.length));
  }

  /** The message that a witness signs: C2SP tlog-cosignature, {@code cosignature/v1}. */
  static byte[] cosigned(String text, long epochSecond) {
    return bytes("cosignature/v1\ntime " + epochSecond + "\n" + text);
  }

  /** The signed bytes: UTF-8. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The note as the text of a file. */
  public String file() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(line -> note.append(line.text()));
    return note.toString();
  }
}
