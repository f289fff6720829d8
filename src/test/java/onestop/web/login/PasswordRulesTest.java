package onestop.web.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import onestop.agencies.Officer;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class PasswordRulesTest {
  private static final Officer OFFICER =
      new Officer(
          new OfficerId("vanmieu.motcua"),
          "Nguyễn Thị Hoà",
          "Công chức",
          new AgencyCode("VAN_MIEU"),
          Set.of());

  private final PasswordRules rules = new PasswordRules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1234",
        "123456789012",
        "qwertyuiop12",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijkl",
        "matkhau123456",
        "vanmieu.motcua1",
        "VAN_MIEU2026",
        "Nguyễn Thị Hoà",
        "P@ssw0rd1234",
        "iloveyou1234",
        "1q2w3e4r5t6y"
      })
  void refusesWhatAGuesserTriesFirst(String password) {
    assertThat(refusal(password)).isEqualTo("password-guessed");
  }

  @Test
  void takesAFewWordsThatHaveNothingToDoWithEachOther() {
    assertThatCode(() -> rules.check("password", "ổi xanh trên toa tàu", OFFICER))
        .doesNotThrowAnyException();
    assertThatCode(() -> rules.check("password", "copper lantern 58 drizzle", OFFICER))
        .doesNotThrowAnyException();
  }

  @Test
  void countsBytesAsBCryptDoes() {
    String letters = "ữ".repeat(24); // 72 bytes
    assertThat(refusal("x" + letters)).isEqualTo("password-long");
    assertThat(refusal("quả bưởi ngọt lịm giữa buổi chiều mưa rào rả rích ngoài hiên nhà"))
        .isEqualTo("password-long");
    assertThat(refusal("ngắn quá")).isEqualTo("password-short");
  }

  private String refusal(String password) {
    return catchThrowableOfType(Failure.class, () -> rules.check("password", password, OFFICER))
        .slug();
  }
}
