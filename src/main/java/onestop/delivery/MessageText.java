package onestop.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import onestop.files.FileHash;

/**
 * Converts messages to text and back. Files are kept apart; the text refers to a file by its
 * SHA-256.
 */
final class MessageText {
  private static final JsonMapper JSON = new JsonMapper();

  /** A message without the bytes of its files, with the fields of all channels. */
  record Draft(
      OutboundMessage.Channel channel,
      String recipient,
      String address,
      String subject,
      String text,
      List<FileRef> files) {}

  /** A reference to a file by its hash. */
  record FileRef(String name, String mediaType, String sha256) {}

  String write(OutboundMessage message) {
    List<FileRef> files =
        message.attachments().stream()
            .map(file -> new FileRef(file.name(), file.mediaType(), FileHash.of(file.bytes())))
            .toList();
    Draft draft =
        message instanceof OutboundMessage.PrintJob job
            ? new Draft(job.channel(), job.addressee(), job.address(), job.subject(), "", files)
            : draft((OutboundMessage.Email) message, files);
    return json(draft);
  }

  private static Draft draft(OutboundMessage.Email mail, List<FileRef> files) {
    return new Draft(mail.channel(), mail.to(), "", mail.subject(), mail.text(), files);
  }

  OutboundMessage read(String text, Function<String, byte[]> bytes) {
    try {
      Draft draft = JSON.readValue(text, Draft.class);
      List<Attachment> files =
          draft.files().stream()
              .map(
                  file -> new Attachment(file.name(), file.mediaType(), bytes.apply(file.sha256())))
              .toList();
      return switch (draft.channel()) {
        case EMAIL ->
            new OutboundMessage.Email(draft.recipient(), draft.subject(), draft.text(), files);
        case PRINT ->
            new OutboundMessage.PrintJob(
                draft.recipient(), draft.address(), draft.subject(), files);
      };
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message in the outbox is not what was written", e);
    }
  }

  /** A message's files, by hash. */
  Map<String, Attachment> files(OutboundMessage message) {
    Map<String, Attachment> files = new HashMap<>();
    message.attachments().forEach(file -> files.put(FileHash.of(file.bytes()), file));
    return files;
  }

  String join(List<String> texts) {
    return json(texts);
  }

  List<String> split(String joined) {
    try {
      return JSON.readValue(joined, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the fallbacks in the outbox are not what was written", e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message that is no text", e);
    }
  }
}
