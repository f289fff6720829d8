package onestop.dossiers;

import java.util.Locale;
import java.util.Map;

/** The search of lists by a few typed letters: part of the code, or the beginning of the name. */
public final class DossierSearch {
  /** The subquery of the codes found, for {@code in}; takes the parameters of {@link #params}. */
  public static final String CODES =
      """
      (select f.dossier_code from dossier f
        where lower(f.dossier_code) like :inside or lower(f.applicant_name) like :start)
      """;

  private DossierSearch() {}

  /** The named parameters for the typed text. */
  public static Map<String, Object> params(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("[%_\\\\]", "");
    return Map.of("inside", "%" + plain + "%", "start", plain + "%");
  }
}
