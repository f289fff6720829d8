package onestop.inbox.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import onestop.inbox.own.TextBlock.Field;
import onestop.kernel.AgencyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class TextBlockTest {
  private static TextBlock block(String text) {
    return new TextBlock(1, new AgencyCode("H26"), "x", text);
  }

  @Test
  void fillsFieldsByTheirNamesInBothLanguages() {
    Map<Field, String> values = Map.of(Field.APPLICANT, "Bà Ánh $1 \\", Field.DOSSIER, "000-1");
    assertThat(block("Kính gửi {{người nộp}}: {{ Applicant }}, {{mã hồ sơ}}.").filled(values))
        .isEqualTo("Kính gửi Bà Ánh $1 \\: Bà Ánh $1 \\, 000-1.");
    assertThat(block("Hạn {{hạn trả}}.").filled(values)).isEqualTo("Hạn .");
  }

  @Test
  void knowsEachFieldAsItIsOffered() {
    for (Field field : Field.values()) {
      for (String language : new String[] {"vi", "en"}) {
        assertThat(TextBlock.unknown(field.written(language))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{nguoi nop}}", "{{}}", "{{a{{dossier}}", "xin {{ ", "xong }}", "{{{dossier}}}}"})
  void seesWhatIsNoField(String text) {
    assertThat(TextBlock.unknown(text)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "a { b } c", "{một} {{dossier}}"})
  void leavesSingleBracesAlone(String text) {
    assertThat(TextBlock.unknown(text)).isEmpty();
  }
}
