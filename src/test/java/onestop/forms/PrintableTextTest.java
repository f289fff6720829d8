package onestop.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no letter can show is refused where it enters, by field and character. */
@Tag("pure")
class PrintableTextTest {

  @ParameterizedTest
  @CsvSource({"😀, U+1F600", "漢, U+6F22", "☑, U+2611"})
  void namesTheFieldAndTheCharacterThatTheTypefaceLacks(String character, String codePoint) {
    assertThatThrownBy(() -> PrintableText.require("applicant.name", "Trần " + character))
        .isInstanceOfSatisfying(
            Failure.class,
            failure ->
                assertThat(failure.values())
                    .containsExactly("applicant.name", character, codePoint));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\uD83D", "\u0000"})
  void refusesWhatIsNoCharacter(String broken) {
    assertThatThrownBy(() -> PrintableText.require("subject", "a" + broken))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("forms/unprintable");
  }

  @Test
  void letsEverythingPassThatThePressPrints() {
    String name = "Nguyễn Thị Ngọc Diễm Đặng Ưỡn";
    assertThatCode(
            () -> {
              PrintableText.require("subject", null);
              PrintableText.require("subject", "");
              PrintableText.require("subject", name + "\r\n\t₫ – “”");
              PrintableText.require("subject", Normalizer.normalize(name, Normalizer.Form.NFD));
              PrintableText.require("subject", "A\u200B\u00AD\uFEFF");
            })
        .doesNotThrowAnyException();
  }
}
