package onestop.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class PlainTextTest {
  @Test
  void hasNoTonesMarksCapitalsOrDoubleBlanks() {
    assertThat(PlainText.of("  Đỗ Thị\tHồng   Ngọc ")).isEqualTo("do thi hong ngoc");
    assertThat(PlainText.of("Nguye\u0302\u0303n Va\u0306n A\u0301nh")).isEqualTo("nguyen van anh");
    assertThat(PlainText.of("H26-260302/0013, 12 Lê Lợi")).isEqualTo("h26-260302/0013, 12 le loi");
    assertThat(PlainText.of("\u0301 \u0303")).isEmpty();
    assertThat(PlainText.of("Ýⁿ𝔄")).isEqualTo("yⁿ𝔄");
  }

  @Test
  void wordsAreOfLettersAndDigits() {
    assertThat(PlainText.words("(Số 12/QĐ-UBND) của phường; ½ Ⅷ"))
        .isEqualTo("so 12 qd ubnd cua phuong ½ ⅷ");
    assertThat(PlainText.words("…!?")).isEmpty();
  }
}
