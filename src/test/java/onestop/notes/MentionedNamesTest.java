package onestop.notes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What in a note mentions somebody. */
@Tag("pure")
class MentionedNamesTest {
  @ParameterizedTest
  @CsvSource({
    "@an xem giúp,an",
    "nhờ @an.ward và @binh-2.,an.ward binh-2",
    "(@an) @an,an",
    "viết cho an@example.vn,''",
    "mua@@an,''",
    "@ an,''",
    "@An,''",
    "a.@an,''",
    "xem\u00a0@an_1!,an_1"
  })
  void readsLoginNamesAndNoAddresses(String text, String names) {
    assertThat(String.join(" ", MentionedNames.in(text))).isEqualTo(names);
  }

  @Test
  void replacesThemWithOtherWords() {
    assertThat(MentionedNames.replaced("@an, gửi an@example.vn $1", login -> "Nguyễn $An\\"))
        .isEqualTo("@Nguyễn $An\\, gửi an@example.vn $1");
  }
}
