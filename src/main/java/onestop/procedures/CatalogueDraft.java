package onestop.procedures;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A catalogue that need not be in force: the shipped one, or the shipped one with a designer's
 * draft entries. Needs no database.
 *
 * @param procedures in no particular order
 * @param rulePacks the ids of the rule packs that entries may name
 */
public record CatalogueDraft(List<Procedure> procedures, Set<String> rulePacks) {
  /** The shipped catalogue, read once, since it never changes while the program runs. */
  private static final class Shipped {
    private static final CatalogueDraft ONE =
        new CatalogueDraft(CatalogueDocuments.shippedProcedures(), ShippedRulePacks.ids());
  }

  public CatalogueDraft {
    procedures = List.copyOf(procedures);
    rulePacks = Set.copyOf(rulePacks);
  }

  /** The catalogue as shipped. */
  public static CatalogueDraft shipped() {
    return Shipped.ONE;
  }

  /**
   * A copy with one more entry, which replaces an entry of the same key.
   *
   * @param yaml the entry in the format of a catalogue file
   * @throws onestop.kernel.Failure {@code procedures/document} if the entry cannot be read
   */
  public CatalogueDraft with(String fileName, String yaml) {
    Procedure draft = CatalogueDocuments.read(fileName, yaml, Procedure.class);
    List<Procedure> all = new ArrayList<>(procedures);
    all.removeIf(procedure -> procedure.key().equals(draft.key()));
    all.add(draft);
    return new CatalogueDraft(all, rulePacks);
  }

  /** Whether the catalogue has that rule pack. */
  public boolean hasRulePack(String id) {
    return rulePacks.contains(id);
  }
}
