package onestop.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class MailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "an@example.vn",
        "  an@example.vn\n",
        "nguyen.van-an+hoso_1@mail.hanoi.gov.vn",
        "o'brien@example.org",
        "a@xn--bu-in-7ya42ik46m.vn",
        "0912345678@gmail.com",
        "an@3g.vn",
        "an@1.2.example.vn"
      })
  void takesWhatMailReaches(String text) {
    assertThat(MailAddress.of("email", text).needsSmtpUtf8()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "vũ.an@example.vn, vũ.an@example.vn",
    "vu\u0303.an@example.vn, vũ.an@example.vn",
    "đỗ@Bưu-Điện.vn, đỗ@xn--bu-in-7ya42ik46m.vn",
    "нина@почта.рф, нина@xn--80a1acny.xn--p1ai",
    "山田@例え.jp, 山田@xn--r8jz45g.jp",
  })
  void knowsWhichAddressesOnlySmtpUtf8Carries(String text, String wire) {
    MailAddress address = MailAddress.of("email", text);
    assertThat(address.needsSmtpUtf8()).isTrue();
    assertThat(address.wire()).isEqualTo(wire);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "mail-shape       | an",
        "mail-shape       | @example.vn",
        "mail-shape       | an@",
        "mail-several     | an@example.vn,b@example.vn",
        "mail-several     | an@example.vn;b@example.vn",
        "mail-several     | a@b@example.vn",
        "mail-name-beside | An<an@example.vn>",
        "mail-name-beside | <an@example.vn>",
        "mail-name-beside | an@example.vn(An)",
        "mail-space       | an @example.vn",
        "mail-space       | a n@example.vn",
        "mail-space       | an@exa\u00A0mple.vn",
        "mail-space       | an@exa\u3000mple.vn",
        "mail-quoted      | \"an\"@example.vn",
        "mail-quoted      | a\\n@example.vn",
        "mail-machine     | an@[192.0.2.1]",
        "mail-machine     | an@[IPv6:2001:db8::1]",
        "mail-machine     | an@192.0.2.1",
        "mail-machine     | an@0x7f000001",
        "mail-machine     | an@2130706433",
        "mail-route       | @relay.example.vn:an@example.vn",
        "mail-route       | an%example.vn@relay.example.org",
        "mail-route       | relay!an@example.vn",
        "mail-dots        | a..n@example.vn",
        "mail-dots        | .an@example.vn",
        "mail-dots        | an.@example.vn",
        "mail-dots        | an@example..vn",
        "mail-dots        | an@.example.vn",
        "mail-dots        | an@example.vn.",
        "mail-ending      | an@localhost",
        "mail-ending      | an@example",
        "mail-ending      | an@example.v",
        "mail-ending      | an@example.123",
        "mail-ending      | an@example.v2",
        "mail-ending      | an@mail.invalid",
        "mail-ending      | an@server.localhost",
        "mail-domain      | an@-example.vn",
        "mail-domain      | an@example-.vn",
        "mail-domain      | an@exa_mple.vn",
        "mail-domain      | an@ab--c.vn",
        "mail-domain      | an@xn--a.vn",
        "mail-domain      | an@straße.de",
        "mail-domain      | an@☃.vn",
        "mail-domain      | an@ｅxample.vn",
        "mail-domain      | an@example。vn",
        "mail-scripts     | аn@example.vn",
        "mail-scripts     | an@exаmple.vn",
        "mail-character   | a:n@example.vn",
        "mail-character   | ａｎ@example.vn",
        "mail-character   | 😀@example.vn",
        "mail-character   | \u0301an@example.vn",
      })
  void refusesWhatMailDoesNotReachOrPeopleCannotRead(String slug, String text) {
    assertThat(refusal(text).slug()).isEqualTo(slug);
  }

  @ParameterizedTest
  @CsvSource({
    "U+202E, x\u202E.moc.live@example.vn",
    "U+200B, a\u200Bn@example.vn",
    "U+200D, an@exa\u200Dmple.vn",
    "U+2066, \u2066an@example.vn",
    "U+FEFF, \uFEFFan@example.vn",
    "U+00AD, a\u00ADn@example.vn",
    "U+3164, \u3164@example.vn",
    "U+FE0F, an\uFE0F@example.vn",
    "U+0000, a\u0000n@example.vn",
    "U+0007, a\u0007n@example.vn",
    "U+000A, a<LF>n@example.vn",
    "U+D800, a\uD800n@example.vn",
    "U+E000, a\uE000n@example.vn",
    "U+E0041, a\uDB40\uDC41n@example.vn",
  })
  void namesTheCharacterThatNobodySees(String codePoint, String text) {
    Failure refusal = refusal(text.replace("<LF>", "\n"));
    assertThat(refusal.slug()).isEqualTo("mail-unseen");
    assertThat(refusal.arguments()).containsEntry("codePoint", codePoint);
  }

  @Test
  void countsOctetsAndNotLetters() {
    MailAddress.of("email", "a".repeat(64) + "@example.vn");
    assertThat(refusal("a".repeat(65) + "@example.vn").slug()).isEqualTo("mail-length");
    MailAddress.of("email", "ũ".repeat(32) + "@example.vn");
    assertThat(refusal("ũ".repeat(33) + "@example.vn").slug()).isEqualTo("mail-length");
    String label = "a".repeat(60) + ".";
    MailAddress.of("email", "a@" + label.repeat(3) + "b".repeat(58) + ".example.vn");
    assertThat(refusal("a@" + label.repeat(3) + "b".repeat(59) + ".example.vn").slug())
        .isEqualTo("mail-length");
    assertThat(refusal("a@" + "a".repeat(64) + ".vn").slug()).isEqualTo("mail-domain");
  }

  @Test
  void keepsTheAddressOutOfTheFailureAndOutOfLogs() {
    assertThat(refusal("nguyen van an@example.vn").getMessage()).doesNotContain("nguyen");
    assertThat(MailAddress.of("email", "nguyenvanan@example.vn")).hasToString("n***@example.vn");
    assertThat(
            MailAddress.masked(
                "550 5.1.1 <nguyenvanan@example.vn>: nobody; ask x\u202E.moc@example.org"))
        .isEqualTo("550 5.1.1 <n***@example.vn>: nobody; ask x***@example.org");
  }

  @Test
  void asksForSmtpUtf8OnlyWhereTheOperatorHasIt() {
    MailAddressRule plain = new MailAddressRule(false);
    plain.require("email", null);
    plain.require("email", "an@bưu-điện.vn");
    new MailAddressRule(true).require("email", "vũ.an@example.vn");
    assertThatThrownBy(() -> plain.require("email", "vũ.an@example.vn"))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.slug()).isEqualTo("mail-needs-utf8"));
  }

  private static Failure refusal(String text) {
    Failure refusal = catchThrowableOfType(Failure.class, () -> MailAddress.of("email", text));
    assertThat(refusal).as(text).isNotNull();
    assertThat(refusal.module()).isEqualTo("kernel");
    return refusal;
  }
}
