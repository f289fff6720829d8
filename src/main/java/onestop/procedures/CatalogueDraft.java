package onestop.procedures;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A catalogue that need not be in force: what is shipped, or that with entries which a designer
 * works on. Needs no database.
 *
 * @param procedures in no particular order
 * @param rulePacks the ids of the packs that entries may name
 */
public record CatalogueDraft(List<Procedure> procedures, Set<String> rulePacks) {
  /** What is shipped never changes while the program runs, so it is read once. */
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
   * The same catalogue with one entry more, which takes the place of the entry of that key.
   *
   * @param yaml the entry as a file of the catalogue has it
   * @throws onestop.kernel.Failure {@code procedures/document} if it cannot be read
   */
  public CatalogueDraft with(String fileName, String yaml) {
    Procedure draft = CatalogueDocuments.read(fileName, yaml, Procedure.class);
    List<Procedure> all = new ArrayList<>(procedures);
    all.removeIf(procedure -> procedure.key().equals(draft.key()));
    all.add(draft);
    return new CatalogueDraft(all, rulePacks);
  }

  /** Whether an entry may name that rule pack. */
  public boolean hasRulePack(String id) {
    return rulePacks.contains(id);
  }
}
