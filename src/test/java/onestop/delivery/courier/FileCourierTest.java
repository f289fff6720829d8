package onestop.delivery.courier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import onestop.delivery.Attachment;
import onestop.delivery.Courier;
import onestop.delivery.Courier.Parcel;
import onestop.delivery.DeliveryReceipt;
import onestop.delivery.OutboundMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("pure")
class FileCourierTest extends CourierContract {
  @TempDir Path folder;
  private Path queue;
  private FileCourier courier;

  @BeforeEach
  void open() {
    queue = folder.resolve("queue");
    courier = new FileCourier(queue);
  }

  @Override
  Courier courier() {
    return courier;
  }

  @Override
  OutboundMessage message(String subject, List<Attachment> attachments) {
    return new OutboundMessage.PrintJob(
        "Bà Trần Thị Ánh", "12 Phố Huế\nHà Nội", subject, attachments);
  }

  @Override
  List<String> arrived() {
    return tickets().stream().map(ticket -> ticket.get("subject").asText()).toList();
  }

  @Override
  byte[] firstFile() {
    JsonNode paper = tickets().get(0).get("papers").get(0);
    try {
      return Files.readAllBytes(queue.resolve(paper.get("file").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void takeDown() {
    // A file where the folder should be, as after a lost mount.
    try {
      Files.createFile(queue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void bringBack() {
    try {
      Files.delete(queue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void writesTheSameFilesWhenTheSameKeyIsSentAgain() throws IOException {
    Parcel parcel = new Parcel("apology/7", "D-1", message("Thư", List.of(LETTER, LETTER)));
    courier.send(parcel);
    List<String> first = names();
    byte[] ticket = Files.readAllBytes(queue.resolve(first.get(2)));
    courier.send(parcel);
    assertThat(names()).isEqualTo(first).hasSize(3);
    assertThat(Files.readAllBytes(queue.resolve(first.get(2)))).isEqualTo(ticket);
    assertThat(first).allMatch(name -> name.startsWith("apology_7-"));
  }

  @Test
  void doesNotLayOutAJobAgainThatIsPrinted() throws IOException {
    Parcel parcel = new Parcel("apology/7", "D-1", message("Thư", List.of(LETTER)));
    courier.send(parcel);
    Files.createDirectories(queue.resolve("printed"));
    for (String name : names()) {
      Files.move(queue.resolve(name), queue.resolve("printed").resolve(name));
    }
    assertThat(courier.send(parcel)).isInstanceOf(DeliveryReceipt.Sent.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void completesAJobOfWhichThePapersLieThereWithoutTicket() throws IOException {
    Parcel parcel = new Parcel("apology/7", "D-1", message("Thư", List.of(LETTER)));
    courier.send(parcel);
    Files.delete(queue.resolve(FileCourier.nameOf("apology/7") + ".json"));
    Files.writeString(queue.resolve("." + FileCourier.nameOf("apology/7") + ".json.part"), "{");
    courier.send(parcel);
    assertThat(arrived()).containsExactly("Thư");
    assertThat(names()).hasSize(2);
  }

  @Test
  void staysInItsFolderWhateverTheKey() {
    for (String key : List.of("../../etc/passwd", "..", "/a", "đ", "a".repeat(200))) {
      courier.send(new Parcel(key, "D-1", message("x", List.of(LETTER))));
    }
    assertThat(arrived()).hasSize(5);
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(queue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<JsonNode> tickets() {
    return names().stream()
        .filter(name -> name.endsWith(".json"))
        .map(
            name -> {
              try {
                return new JsonMapper().readTree(queue.resolve(name).toFile());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  private List<String> names() {
    if (!Files.isDirectory(queue)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(queue)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
