package onestop.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a number in the search box, and what is a word. */
@Tag("pure")
class SearchTextTest {
  @ParameterizedTest
  @CsvSource({
    "0912 345 678,0912345678,''",
    "+84 912.345.678,84912345678,''",
    "678,678,''",
    "hùng 678,678,hung",
    "678 hùng nguyễn,678,hung nguyen",
    "hùng 12,'',hung 12",
    "B1234567,b1234567,''",
    "000.00.01.H26-260302-0007,0000001h262603020007,''",
    "h26 260302 0007,h262603020007,''",
    "tổ 5 thửa 1234,1234,to 5 thua",
    "٠٩١٢٣,09123,''"
  })
  void tellsNumbersFromWords(String typed, String number, String others) {
    SearchText text = SearchText.of(typed);
    assertThat(text.number()).isEqualTo(number);
    assertThat(String.join(" ", text.others().stream().map(Word::plain).toList()))
        .isEqualTo(others);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "12", "1 2", "%", "__", "'\"", "😀😀😀", "\u202e\u200f", "ế"})
  void refusesWhatIsTooShortToBeLookedUp(String typed) {
    assertThatThrownBy(() -> SearchText.of(typed))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo("too-short"));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> SearchText.of("a".repeat(10_000)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo("too-long"));
    assertThat(SearchText.of("x ".repeat(100)).words()).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({
    "nguyễn văn hùng,0",
    "hung nguyen van,0",
    "nguyễn văn húng,1",
    "hùng,2",
    "húng nguyễn,3",
    "hun,4",
    "lan,4"
  })
  void theCloserTheNameTheSmallerTheDistance(String typed, int distance) {
    assertThat(SearchText.of(typed).distance("Nguyễn Văn Hùng")).isEqualTo(distance);
  }
}
