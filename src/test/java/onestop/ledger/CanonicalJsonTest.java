package onestop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.kernel.DossierCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class CanonicalJsonTest {

  @Test
  void sortsKeysAtEveryDepthAndWritesNoWhiteSpace() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("zulu", List.of(1, true, "x"));
    facts.put("alpha", Map.of("b", 2, "a", 1));
    facts.put("empty", Map.of());
    facts.put("none", List.of());
    assertThat(CanonicalJson.write(facts))
        .isEqualTo(
            "{\"alpha\":{\"a\":1,\"b\":2},\"empty\":{},\"none\":[],\"zulu\":[1,true,\"x\"]}");
  }

  @Test
  void sortsByUtf16CodeUnitsAsRfc8785Does() {
    // As in the example of RFC 8785, 3.2.3, with letters that are in normal form C.
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String key : List.of("\u20ac", "\r", "\uff21", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
      facts.put(key, 0);
    }
    assertThat(CanonicalJson.write(facts))
        .isEqualTo(
            "{\"\\r\":0,\"1\":0,\"\u0080\":0,\"\u00f6\":0,\"\u20ac\":0,"
                + "\"\ud83d\ude00\":0,\"\uff21\":0}");
  }

  @Test
  void writesTheSameForComposedAndDecomposedVietnamese() {
    String composed = "Ngu\u1ec5n Th\u1ebf \u1eb6n";
    String decomposed = java.text.Normalizer.normalize(composed, java.text.Normalizer.Form.NFD);
    assertThat(decomposed).isNotEqualTo(composed);
    assertThat(CanonicalJson.write(decomposed)).isEqualTo(CanonicalJson.write(composed));
  }

  @Test
  void writesTimesInUtcWithThreeDecimals() {
    assertThat(CanonicalJson.write(Instant.parse("2026-02-11T03:00:00Z")))
        .isEqualTo("\"2026-02-11T03:00:00.000Z\"");
    assertThat(CanonicalJson.write(Instant.parse("2026-02-11T03:00:00.123999Z")))
        .isEqualTo("\"2026-02-11T03:00:00.123Z\"");
    assertThat(CanonicalJson.write(LocalDate.of(2026, 2, 1))).isEqualTo("\"2026-02-01\"");
  }

  @Test
  void writesCodesEnumsAndNull() {
    assertThat(CanonicalJson.write(new DossierCode("D-1"))).isEqualTo("\"D-1\"");
    assertThat(CanonicalJson.write(DayOfWeek.MONDAY)).isEqualTo("\"MONDAY\"");
    assertThat(CanonicalJson.write(Collections.singletonMap("a", null))).isEqualTo("{\"a\":null}");
  }

  @Test
  void escapesAsShortAsPossible() {
    assertThat(CanonicalJson.write("a\"b\\c\b\t\n\f\r\u0001/đ"))
        .isEqualTo("\"a\\\"b\\\\c\\b\\t\\n\\f\\r\\u0001/đ\"");
  }

  @Test
  void takesTheLargestIntegerThatEveryReaderReadsAndNoLarger() {
    assertThat(CanonicalJson.write(9007199254740991L)).isEqualTo("9007199254740991");
    assertThat(CanonicalJson.write(-9007199254740991L)).isEqualTo("-9007199254740991");
    assertThatThrownBy(() -> CanonicalJson.write(9007199254740992L))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesFractionsObjectsAndHalfCharacters() {
    for (Object odd : List.of(1.5, 1f, BigDecimal.ONE, new Object(), "\ud83d", Map.of(1, 1))) {
      assertThatThrownBy(() -> CanonicalJson.write(odd))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesTwoKeysThatAreOneInNormalForm() {
    assertThatThrownBy(() -> CanonicalJson.write(Map.of("\u1ec5", 1, "e\u0302\u0303", 2)))
        .hasMessageContaining("twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Thư xin lỗi", "\u0000"})
  void writesEveryTextAsOneText(String text) {
    assertThat(CanonicalJson.write(text)).startsWith("\"").endsWith("\"");
  }
}
