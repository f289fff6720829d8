package onestop.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A version that is pinned in a database and no longer shipped is still read. */
@Tag("pure")
class OlderRulePackTest {
  @Test
  void keepsItsOneGraceForAllLetters() throws IOException {
    String shipped = Files.readString(Path.of("src/main/resources/rule-packs/rp-2025.yaml"));
    String before =
        shipped
            .replace("version: 2\n", "version: 1\n")
            .replace("silenceTolerance: PT5M", "issueGrace: PT5M")
            .replace("linkedLetters: EACH_DOSSIER", "mergedLetter: false");
    RulePack pack = CatalogueDocuments.read("pinned", before, RulePack.class);
    assertThat(pack.version()).isEqualTo(1);
    assertThat(pack.apology().officerGrace()).isEqualTo(Duration.ofMinutes(5));
    assertThat(pack.apology().silenceGrace()).isEqualTo(Duration.ofMinutes(5));
    RulePack now = CatalogueDocuments.read("shipped", shipped, RulePack.class);
    assertThat(now.apology().officerGrace()).isZero();
    assertThat(now.apology().silenceGrace()).isEqualTo(Duration.ofMinutes(5));
  }
}
