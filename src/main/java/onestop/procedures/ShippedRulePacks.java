package onestop.procedures;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.kernel.Failure;

/** The rule packs as shipped, for commands that work without a database. */
public final class ShippedRulePacks {
  static final String RULE_PACKS = "classpath*:rule-packs/*.yaml";

  private ShippedRulePacks() {}

  /** The ids of all shipped packs. */
  static Set<String> ids() {
    return CatalogueDocuments.shipped(RULE_PACKS, RulePack.class).stream()
        .map(RulePack::id)
        .collect(Collectors.toSet());
  }

  /** The newest shipped version of a pack. */
  public static RulePack get(String id) {
    String name = id.toLowerCase(Locale.ROOT);
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw unknown(id);
    }
    String path = "/rule-packs/" + name + ".yaml";
    try (InputStream in = ShippedRulePacks.class.getResourceAsStream(path)) {
      if (in == null) {
        throw unknown(id);
      }
      return CatalogueDocuments.read(
          path, new String(in.readAllBytes(), StandardCharsets.UTF_8), RulePack.class);
    } catch (IOException e) {
      throw Failure.of(
              Failure.Kind.LOST_RESOURCE, "procedures", "documents-unreadable", "kind", "rule-pack")
          .causedBy(e);
    }
  }

  private static Failure unknown(String id) {
    return Failure.notFound("procedures", "no-such-rule-pack", "pack", id);
  }
}
