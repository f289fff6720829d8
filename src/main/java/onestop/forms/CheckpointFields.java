package onestop.forms;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the notice that publishes a checkpoint of the public ledger on a notice board: in
 * Vietnamese with the English beside it, hashes and keys in groups that are easy to compare by eye.
 *
 * @param log the log's name
 * @param day the day for which it is posted
 * @param signedAt when the checkpoint was signed, in the agency's own time
 * @param size the number of entries
 * @param root its root hash, 64 hexadecimal digits
 * @param signatures the signature lines under it
 * @param key the verifier key of the log, as its text
 * @param note the whole signed checkpoint, which is the text of the QR code
 * @param address the address of the present checkpoint; if absent, none is printed
 */
public record CheckpointFields(
    String log,
    LocalDate day,
    LocalDateTime signedAt,
    long size,
    String root,
    List<SignatureLine> signatures,
    String key,
    String note,
    @Nullable String address) {
  private static final String TITLE = "Điểm chốt sổ cái thư xin lỗi";
  private static final int HEX_GROUP = 4;
  private static final int BASE64_GROUP = 8;

  /**
   * A signature.
   *
   * @param name the name of the signer
   * @param id of the key, eight hexadecimal digits
   * @param signature in base64, as in the note
   */
  public record SignatureLine(String name, String id, String signature) {
    private Map<String, Object> fields() {
      return Map.of("name", name, "id", id, "groups", groups(signature, BASE64_GROUP));
    }
  }

  /** The fields as a model for the press. */
  public FormModel toModel() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("title", TITLE);
    fields.put("log", log);
    fields.put("day", FormWords.VIETNAMESE.date(day));
    fields.put("dayEnglish", FormWords.ENGLISH.date(day));
    fields.put("signedAt", FormWords.VIETNAMESE.moment(signedAt));
    fields.put("signedAtEnglish", FormWords.ENGLISH.moment(signedAt));
    fields.put("size", Long.toString(size));
    int half = root.length() / 2;
    fields.put(
        "root",
        groups(root.substring(0, half), HEX_GROUP)
            + "\n"
            + groups(root.substring(half), HEX_GROUP));
    String inTheNote = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(root));
    fields.put("rootInTheNote", groups(inTheNote, BASE64_GROUP));
    fields.put("signatures", signatures.stream().map(SignatureLine::fields).toList());
    int material = key.lastIndexOf('+') + 1;
    fields.put("keyHead", key.substring(0, material));
    fields.put("key", groups(key.substring(material), BASE64_GROUP));
    fields.put("address", FormWords.text(address));
    return new FormModel("checkpoint", fields, note, Locale.forLanguageTag("vi"));
  }

  /** The text with a space after each group of {@code length} characters. */
  private static String groups(String text, int length) {
    return String.join(" ", text.split("(?<=\\G.{" + length + "})"));
  }
}
