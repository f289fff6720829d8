package onestop.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class PathsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/my-work/",
        "/dossiers/260302-0001",
        "/dossiers?q=Tr%E1%BA%A7n&page=2",
        "/dossiers?q=Trần",
        "/reports/settlement?period=2026-03&asOf=2026-03-02T10:00",
        "/dossiers?back=//elsewhere.example/..",
        "/letters/7#entries",
        "/dossiers/a%20b",
        "/dossiers/...."
      })
  void takesPagesOfThisSite(String address) {
    assertThat(Paths.isOwn(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dossiers",
        "https://elsewhere.example/",
        "javascript:alert(1)",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example/",
        "/dossiers//elsewhere.example",
        "/dossiers/../../language?to=en",
        "/dossiers/./..",
        "/dossiers/..;x/language",
        "/dossiers/%2e%2e/logout",
        "/dossiers/%2E./logout",
        "/dossiers/..%2flogout",
        "/dossiers/%5celsewhere.example",
        "/dossiers/%0d%0aSet-Cookie:a=b",
        "/dossiers/\r\nSet-Cookie:a=b",
        "/\t/elsewhere.example",
        "/dossiers/%zz",
        "/dossiers/%2"
      })
  void refusesWhateverLeadsElsewhere(String address) {
    assertThat(Paths.isOwn(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dossiers?q={code}", "/dossiers/{code}"})
  void sendsBracesAsTheyWereGiven(String address) {
    assertThat(Paths.redirectTo(address)).startsWith("redirect:/dossiers").endsWith("%7Bcode%7D");
  }
}
