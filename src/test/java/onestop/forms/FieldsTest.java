package onestop.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of a form follow from its facts. */
@Tag("pure")
class FieldsTest {
  private static final FormPress PRESS = new FormPress();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Giấy khai sinh: 1 bản chính, 2 bản chứng thực, 3 bản photo | Giấy khai sinh | 1 | 2 | 3",
        "Giấy khai sinh (2 bản sao chứng thực và 1 bản sao). | Giấy khai sinh | 0 | 2 | 1",
        "Sổ đỏ - 12 BẢN CHỤP | Sổ đỏ | 0 | 0 | 12",
        "Đơn, 1 bản chính; 1  bản sao | Đơn | 1 | 0 | 1",
        "Mẫu: 2024 – 1 bản chính | Mẫu: 2024 | 1 | 0 | 0",
        "Birth certificate: 1 original, 2 certified copies and 1 copy | Birth certificate | 1 | 2 | 1",
        "Giấy khai sinh | Giấy khai sinh | 0 | 0 | 0",
        "Giấy khai sinh 1 bản chính | Giấy khai sinh 1 bản chính | 0 | 0 | 0",
        "Giấy khai sinh: 1 bản chính, 2 bản chính | Giấy khai sinh | 3 | 0 | 0",
        "Giấy khai sinh: 0 bản chính | Giấy khai sinh: 0 bản chính | 0 | 0 | 0",
        "Giấy khai sinh: 1000 bản chính | Giấy khai sinh: 1000 bản chính | 0 | 0 | 0",
        "Giấy khai sinh: bản chính | Giấy khai sinh: bản chính | 0 | 0 | 0",
        ": 1 bản chính | : 1 bản chính | 0 | 0 | 0",
      })
  void theCountsOfAnAskedPaperStandBehindItsName(
      String text, String name, int originals, int certified, int copies) {
    assertThat(PaperLine.asked(text))
        .isEqualTo(new PaperLine(name, originals, certified, copies, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"apology-2018", "apology-2025"})
  void letterWithoutNewAppointmentSaysSo(String template) {
    FormModel bare = apology(SampleForms.apology(), null).toModel(template, SampleForms.VIETNAMESE);
    assertThat(PRESS.print(bare).html())
        .contains("không ấn định ngày hẹn trả kết quả mới")
        .doesNotContain("hẹn trả kết quả vào")
        .doesNotContain("hẹn trả vào");
    FormModel english = apology(SampleForms.apology(), null).toModel(template, Locale.ENGLISH);
    assertThat(PRESS.print(english).html()).contains("sets no new appointment");
  }

  @ParameterizedTest
  @CsvSource({"22, không thể trả kết quả", "23, chưa trả kết quả", "24, chưa trả kết quả"})
  void letterSpeaksOfADelayToComeOnlyBeforeTheAppointedDay(int day, String words) {
    ApologyFields of = SampleForms.apology();
    FormHead head = of.head();
    FormHead dated =
        new FormHead(
            head.agency(),
            head.desk(),
            head.number(),
            head.place(),
            LocalDate.of(2026, 11, day),
            head.formNumber(),
            head.title(),
            head.qrText());
    ApologyFields letter =
        new ApologyFields(
            dated,
            of.addressee(),
            of.dossierCode(),
            of.subject(),
            of.receivedAt(),
            of.dueAt(),
            of.reason(),
            of.newAppointment(),
            of.citations(),
            of.signature());
    assertThat(PRESS.print(letter.toModel("apology-2018", SampleForms.VIETNAMESE)).html())
        .contains(words);
  }

  @Test
  void letterNobodySignedSaysSoAndLeavesNoRoomToSign() {
    ApologyFields of = SampleForms.apology();
    ApologyFields letter =
        new ApologyFields(
            of.head(),
            of.addressee(),
            of.dossierCode(),
            of.subject(),
            of.receivedAt(),
            of.dueAt(),
            of.reason(),
            of.newAppointment(),
            List.of(),
            new Signature.Automatic());
    assertThat(PRESS.print(letter.toModel("apology-2018", SampleForms.VIETNAMESE)).html())
        .contains("do hệ thống tự động phát hành khi đến hạn, không có chữ ký")
        .doesNotContain("đóng dấu")
        .doesNotContain("Căn cứ");
    assertThat(PRESS.print(letter.toModel("apology-2018", Locale.ENGLISH)).html())
        .contains("issued automatically")
        .doesNotContain("seal");
  }

  @Test
  void controlSlipNamesHowEachOneKeptTheTime() {
    assertThat(
            PRESS
                .print(SampleForms.controlSlip().toModel("control-slip", SampleForms.VIETNAMESE))
                .html())
        .contains("Trước hạn", "Đúng hạn", "Quá hạn");
  }

  @Test
  void refusalAtTheDeskHasNoCode() {
    RefusalFields of = SampleForms.refusal();
    RefusalFields atDesk =
        new RefusalFields(
            of.head(),
            of.applicant(),
            null,
            of.subject(),
            of.reason(),
            of.citations(),
            of.signature());
    assertThat(PRESS.print(atDesk.toModel("refusal", SampleForms.VIETNAMESE)).html())
        .doesNotContain("Mã hồ sơ");
  }

  private static ApologyFields apology(ApologyFields of, LocalDateTime newAppointment) {
    return new ApologyFields(
        of.head(),
        of.addressee(),
        of.dossierCode(),
        of.subject(),
        of.receivedAt(),
        of.dueAt(),
        of.reason(),
        newAppointment,
        of.citations(),
        of.signature());
  }
}
