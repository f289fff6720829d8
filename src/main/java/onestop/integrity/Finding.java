package onestop.integrity;

import java.util.Arrays;
import java.util.List;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * One difference between what is stored and what follows from the raw events.
 *
 * @param kind stable, in capitals; its sentence is {@code fsck.<kind>}
 * @param dossier null if the finding concerns no single dossier
 * @param values the arguments of the sentence, in order
 */
public record Finding(String kind, @Nullable DossierCode dossier, List<String> values) {
  static Finding of(String kind, @Nullable DossierCode dossier, @Nullable Object... values) {
    return new Finding(kind, dossier, Arrays.stream(values).map(String::valueOf).toList());
  }

  /** The key of its sentence. */
  public String messageKey() {
    return "fsck." + kind;
  }
}
