package onestop.delivery.courier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.delivery.Attachment;
import onestop.delivery.Courier;
import onestop.delivery.DeliveryReceipt;
import onestop.delivery.OutboundMessage;
import onestop.files.FileHash;

/**
 * Writes print jobs into a folder that the printing room empties.
 *
 * <p>A job consists of its papers ({@code <name>-1.pdf}, {@code <name>-2.pdf}, …) and a ticket
 * ({@code <name>.json}) that describes them and their addressee. File names are derived from the
 * message's key. Each file appears completely or not at all (written under another name, forced to
 * the disk, moved), the ticket last: a job with a ticket is complete.
 *
 * <p>The printing room moves the ticket of a printed job into the folder {@code printed} next to
 * it; a job whose ticket is there is not written again. So a repetition with the same key leaves
 * one job.
 */
public final class FileCourier implements Courier {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final int LONGEST_NAME = 80;

  private final Path folder;

  public FileCourier(Path folder) {
    this.folder = folder;
  }

  @Override
  public OutboundMessage.Channel channel() {
    return OutboundMessage.Channel.PRINT;
  }

  @Override
  public Repetition repetition() {
    return Repetition.HARMLESS;
  }

  @Override
  public DeliveryReceipt send(Parcel parcel) {
    if (!(parcel.message() instanceof OutboundMessage.PrintJob job)) {
      return new DeliveryReceipt.Refused("not a print job");
    }
    String name = nameOf(parcel.key());
    try {
      Files.createDirectories(folder);
      if (Files.exists(folder.resolve("printed").resolve(name + ".json"))) {
        return new DeliveryReceipt.Sent(name + " (printed already)");
      }
      List<Map<String, String>> papers = new ArrayList<>();
      for (Attachment file : job.attachments()) {
        String paper = name + "-" + (papers.size() + 1) + ending(file.name());
        // Dying here: papers without a ticket, which are not printed; a repetition writes the same
        // papers.
        lay(paper, file.bytes());
        Map<String, String> line = new LinkedHashMap<>();
        line.put("file", paper);
        line.put("name", file.name());
        line.put("mediaType", file.mediaType());
        line.put("sha256", FileHash.of(file.bytes()));
        papers.add(line);
      }
      lay(name + ".json", ticket(parcel, job, papers));
      // Dying here: the job is complete, and a repetition overwrites it with itself.
      return new DeliveryReceipt.Sent(name);
    } catch (IOException e) {
      return new DeliveryReceipt.Unavailable("print folder " + folder + ": " + e);
    }
  }

  private static byte[] ticket(
      Parcel parcel, OutboundMessage.PrintJob job, List<Map<String, String>> papers)
      throws JsonProcessingException {
    Map<String, Object> ticket = new LinkedHashMap<>();
    ticket.put("key", parcel.key());
    ticket.put("dossier", parcel.dossierCode());
    ticket.put("addressee", job.addressee());
    ticket.put("address", job.address());
    ticket.put("subject", job.subject());
    ticket.put("papers", papers);
    return JSON.writeValueAsString(ticket).getBytes(StandardCharsets.UTF_8);
  }

  private void lay(String name, byte[] bytes) throws IOException {
    Path beside = folder.resolve("." + name + ".part");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        beside,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    // The move survives a power cut only if the folder is forced to the disk as well.
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /**
   * The name of a job: a readable part of the key, and enough of its hash to keep names of
   * different keys distinct.
   */
  static String nameOf(String key) {
    String readable = key.replaceAll("[^A-Za-z0-9._-]+", "_");
    String start = readable.substring(0, Math.min(LONGEST_NAME, readable.length()));
    String hash = FileHash.of(key.getBytes(StandardCharsets.UTF_8));
    return (start.startsWith(".") ? "_" + start : start) + "-" + hash.substring(0, 16);
  }

  private static String ending(String fileName) {
    String ending = fileName.replaceAll("^.*(\\.[A-Za-z0-9]{1,8})$", "$1");
    return ending.startsWith(".") && !ending.equals(fileName) ? ending : ".bin";
  }
}
