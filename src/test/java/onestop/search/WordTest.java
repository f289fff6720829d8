package onestop.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are compared as people mean them, not as their bytes are. */
@Tag("pure")
class WordTest {
  private static List<String> plain(String text) {
    return Word.of(text, 10).stream().map(Word::plain).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nguyễn Đức Hòa",
        "  nguyễn  ĐỨC\thoà ",
        "NGUYEN DUC HOA",
        "Nguyễn, Đức. (Hoà)",
        "Ｎｇｕｙễｎ Đức Hòa",
        "\u202eNguyễn\u202c Đức\u200f Hòa",
        "Ngu\u200byễn Đức Ho\u00ada\u0300",
        "Nguyễn Đức Hòa 😀"
      })
  void tonesCaseWidthAndInvisibleSignsMakeNoDifference(String text) {
    assertThat(plain(text)).containsExactly("nguyen", "duc", "hoa");
    assertThat(plain(Normalizer.normalize(text, Normalizer.Form.NFD)))
        .containsExactly("nguyen", "duc", "hoa");
  }

  @Test
  void aToneIsTheSameOnEitherVowelAndAnotherToneIsNot() {
    Word older = Word.of("hòa", 1).get(0);
    assertThat(older.toned()).isEqualTo(Word.of("hoà", 1).get(0).toned());
    assertThat(older.toned()).isNotEqualTo(Word.of("hóa", 1).get(0).toned());
    assertThat(Word.of("hoa", 1).get(0).isSame(older)).as("typed without tones").isTrue();
    assertThat(older.isSame(Word.of("hoa", 1).get(0))).isFalse();
    assertThat(Word.of("đ", 1).get(0).isToned()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "nguyeenx,nguyen",
    "hufng,hung",
    "hungf,hung",
    "thij,thi",
    "ddoong,dong",
    "truwowngf,truong",
    "nguye6n4,nguyen",
    "d9u7c1,duc",
    "ly,li",
    "mi,my"
  })
  void keysThatNoProgramHasTurnedIntoMarksAreUnderstood(String typed, String meant) {
    assertThat(Word.of(typed, 1).get(0).meant()).contains(meant);
  }

  @Test
  void longWordsAreCutAndFurtherOnesLeftOut() {
    assertThat(plain("a".repeat(10_000)).get(0)).hasSize(Word.LONGEST);
    assertThat(Word.of("x ".repeat(10_000), 3)).hasSize(3);
    assertThat(plain("𝐀𝐁 %_'\"\\;-- 12")).containsExactly("ab", "12");
    assertThat(plain(" \u0301\u0301 ")).isEmpty();
    assertThat(Word.line(Word.of("mot hai ba bon", 9), 11)).isEqualTo(" mot hai ");
  }
}
