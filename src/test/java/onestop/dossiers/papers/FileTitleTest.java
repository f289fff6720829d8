package onestop.dossiers.papers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What remains of the name that a sender gave to a file. */
@Tag("pure")
class FileTitleTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "giấy khai sinh.pdf, giấy khai sinh",
        "`C:\\fakepath\\đơn.PDF`, đơn",
        "../../../../etc/passwd, passwd",
        "`..\\..\\windows\\system.ini`, system",
        "/, tep",
        "``, tep",
        ".., tep",
        ".htaccess, htaccess",
        "anh.jpg.exe, anh.jpg",
        "`hoa\u202egnp.exe`, hoagnp",
        "`don\u0000.pdf`, don",
        "`don\r\nSet-Cookie: a=b.pdf`, `don Set-Cookie_ a=b`",
        "`a\u200bb\u00ad\ufeff.png`, ab",
        "`\u200b\u200b.png`, tep",
        "`<script>alert(1)</script>.png`, script_",
        "`<img src=x onerror=alert(1)>.png`, `_img src=x onerror=alert(1)_`",
        "`\"; rm -rf ~.pdf`, `_; rm -rf ~`",
        "`\ud83d\ude00.png`, tep",
        "`ảnh \ud83d\ude00.png`, `ảnh \ud83d\ude00`",
        "`e\u0302\u0301.pdf`, ế",
        "`\ud800.pdf`, tep",
        "CON.pdf, CON",
        "v1.2 bản cuối, v1.2 bản cuối",
        "`   .pdf`, tep",
      })
  void isSafeToShowAndToSave(String sent, String title) {
    assertThat(FileTitle.of(sent)).isEqualTo(title);
  }

  @Test
  void isNeverLongerThanItsColumn() {
    assertThat(FileTitle.of("ế".repeat(5000) + ".pdf")).isEqualTo("ế".repeat(100));
    String faces = FileTitle.of("a" + "\ud83d\ude00".repeat(5000) + ".pdf");
    assertThat(faces.codePointCount(0, faces.length())).isEqualTo(100);
    assertThat(faces.length()).isLessThanOrEqualTo(200);
    assertThat(FileTitle.of(null)).isEqualTo("tep");
  }

  @Test
  void aRefusalNamesTheFileWithItsExtension() {
    assertThat(FileTitle.shown("C:\\x\\hoa\u202e don.exe")).isEqualTo("hoa don.exe");
    assertThat(FileTitle.shown("x".repeat(5000) + ".exe")).hasSize(250).endsWith(".exe");
  }
}
