package onestop.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class PublicAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://mot-cua.example.vn, https://mot-cua.example.vn",
    "https://mot-cua.example.vn/, https://mot-cua.example.vn",
    "http://10.0.0.7:8080/cong//, http://10.0.0.7:8080/cong",
    "' https://mot-cua.example.vn ', https://mot-cua.example.vn"
  })
  void takesAnAddressWithoutTheSlashAtItsEnd(String setting, String url) {
    assertThat(new PublicAddress(setting).url()).contains(url);
  }

  @Test
  void isEmptyWhereNoneIsSet() {
    assertThat(new PublicAddress("").url()).isEmpty();
    assertThat(new PublicAddress(" ").url()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mot-cua.example.vn",
        "//mot-cua.example.vn",
        "ftp://mot-cua.example.vn",
        "https://",
        "https:/mot-cua.example.vn",
        "https://mot cua.example.vn",
        "https://một-cửa.example.vn",
        "https://mot-cua.example.vn/một",
        "https://mot-cua.example.vn?",
        "https://mot-cua.example.vn/?a=b",
        "https://mot-cua.example.vn/#",
        "https://admin:secret@mot-cua.example.vn",
        "https://mot-cua.example.vn/0123456789012345678901234567890123456789012345678901234567890123456789012345",
        "javascript:alert(1)"
      })
  void refusesWhatIsNoPlainAddressOfTheWeb(String setting) {
    assertThatThrownBy(() -> new PublicAddress(setting))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.messageKey()).isEqualTo("failure.forms.public-url");
              assertThat(failure.values()).containsExactly(setting, PublicAddress.LONGEST);
            });
  }
}
