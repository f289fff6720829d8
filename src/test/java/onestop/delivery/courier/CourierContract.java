package onestop.delivery.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import onestop.delivery.Attachment;
import onestop.delivery.Courier;
import onestop.delivery.Courier.Parcel;
import onestop.delivery.Courier.Repetition;
import onestop.delivery.DeliveryReceipt;
import onestop.delivery.OutboundMessage;
import org.junit.jupiter.api.Test;

/**
 * What every courier promises. The test of a new courier (text messages, the portal) extends this
 * and says how its other side is looked at and taken down.
 */
public abstract class CourierContract {
  /** Every letter of a Vietnamese letter that ever went wrong somewhere. */
  static final String SUBJECT = "Thư xin lỗi về việc chậm trả kết quả: Nguyễn Thị Ằng, Đặng Ữ Ợ ₫";

  public static final Attachment LETTER =
      new Attachment(
          "thu-xin-loi.pdf", "application/pdf", "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8));

  abstract Courier courier();

  /** A message for this courier's channel. */
  abstract OutboundMessage message(String subject, List<Attachment> attachments);

  /** The subjects of what the other side has, as the other side reads them. */
  abstract List<String> arrived();

  /** The bytes of the first file of the first thing that arrived. */
  abstract byte[] firstFile();

  abstract void takeDown();

  abstract void bringBack();

  private DeliveryReceipt send(String key) {
    return courier().send(new Parcel(key, "D-1", message(SUBJECT + " " + key, List.of(LETTER))));
  }

  @Test
  void bringsMessageAndFilesWholeWithEveryDiacritic() {
    DeliveryReceipt receipt = send("a");
    assertThat(receipt).isInstanceOf(DeliveryReceipt.Sent.class);
    assertThat(receipt.detail()).isNotBlank();
    assertThat(arrived()).containsExactly(SUBJECT + " a");
    assertThat(firstFile()).isEqualTo(LETTER.bytes());
  }

  @Test
  void bringsMessagesOfDifferentKeysEach() {
    send("a/1");
    send("a_1");
    send("a 1");
    assertThat(arrived()).hasSize(3);
  }

  @Test
  void bringsAMessageWithoutFiles() {
    assertThat(courier().send(new Parcel("k", "D-1", message("Thông báo", List.of()))))
        .isInstanceOf(DeliveryReceipt.Sent.class);
    assertThat(arrived()).containsExactly("Thông báo");
  }

  @Test
  void keepsWhatItPromisesAboutRepetitions() {
    send("a");
    send("a");
    assertThat(arrived()).hasSize(courier().repetition() == Repetition.HARMLESS ? 1 : 2);
  }

  @Test
  void saysThatTheChannelIsDownAndBringsNothingThen() {
    takeDown();
    assertThat(send("a")).isInstanceOf(DeliveryReceipt.Unavailable.class);
    bringBack();
    assertThat(arrived()).isEmpty();
    assertThat(send("a")).isInstanceOf(DeliveryReceipt.Sent.class);
    assertThat(arrived()).hasSize(1);
  }

  @Test
  void refusesWhatBelongsToAnotherChannel() {
    OutboundMessage other =
        courier().channel() == OutboundMessage.Channel.PRINT
            ? new OutboundMessage.Email("a@example.vn", "x", "x", List.of())
            : new OutboundMessage.PrintJob("An", "", "x", List.of());
    assertThat(courier().send(new Parcel("a", "D-1", other)))
        .isInstanceOf(DeliveryReceipt.Refused.class);
    assertThat(arrived()).isEmpty();
  }
}
