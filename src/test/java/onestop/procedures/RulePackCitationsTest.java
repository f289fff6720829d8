package onestop.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A list of citations that a file leaves blank is an empty one for every reader. */
@Tag("pure")
class RulePackCitationsTest {
  private static final String PACK =
      """
      id: demo
      version: 1
      validFrom: 2026-01-01
      byDate: true
      calendar: VIETNAM
      deskVi: Bộ phận Một cửa
      deskEn: One-stop shop
      ladder: []
      forms: {}
      """;

  @Test
  void aBlankListHasNoCitations() {
    assertThat(CatalogueDocuments.read("a.yaml", PACK + "citations:\n", RulePack.class).citations())
        .isEmpty();
    assertThat(CatalogueDocuments.read("a.yaml", PACK, RulePack.class).citations()).isEmpty();
  }
}
