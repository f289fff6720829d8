package onestop.dossiers;

import java.util.Locale;
import java.util.Map;

/** How lists find dossiers by a few typed letters: a part of the code, or how the name begins. */
public final class DossierSearch {
  /** The codes found, for {@code in}; with the parameters of {@link #params}. */
  public static final String CODES =
      """
      (select f.dossier_code from dossier f
        where lower(f.dossier_code) like :inside or lower(f.applicant_name) like :start)
      """;

  private DossierSearch() {}

  /** The named parameters for what was typed. */
  public static Map<String, Object> params(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("[%_\\\\]", "");
    return Map.of("inside", "%" + plain + "%", "start", plain + "%");
  }
}
