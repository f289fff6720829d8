package onestop.web.opinions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import onestop.procedures.SilenceRule;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import onestop.web.words.Languages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

/** What is said of a question without an answer: consent only by a statute, which is named. */
@Tag("world")
class SilenceWordsTest {
  private static final String STATUTE = "Điều 9 Luật Xây dựng";

  private static World world;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T08:30");
  }

  @AfterAll
  static void close() {
    LocaleContextHolder.resetLocaleContext();
    world.close();
  }

  private static String said(Locale language, SilenceRule.Kind kind) {
    LocaleContextHolder.setLocale(language);
    return world
        .get(OpinionView.Writer.class)
        .silence(new SilenceRule(kind, kind == SilenceRule.Kind.DEEMED_CONSENT ? STATUTE : null));
  }

  @Test
  void onlyAStatuteMakesSilenceConsent() {
    assertThat(said(Languages.VIETNAMESE, SilenceRule.Kind.DEEMED_CONSENT))
        .isEqualTo("Quá hạn không trả lời được coi là đồng ý theo " + STATUTE + ".");
    assertThat(said(Locale.ENGLISH, SilenceRule.Kind.DEEMED_CONSENT))
        .isEqualTo("No answer by this day counts as consent under " + STATUTE + ".");
    for (SilenceRule.Kind other : SilenceRule.Kind.values()) {
      if (other != SilenceRule.Kind.DEEMED_CONSENT) {
        assertThat(said(Languages.VIETNAMESE, other)).contains("không có nghĩa là đồng ý");
        assertThat(said(Locale.ENGLISH, other)).contains("does not mean consent");
      }
    }
  }
}
