package onestop.house;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one declaration of the module graph: the block {@code map} of docs/ARCHITECTURE.md. */
record ModuleMap(Map<String, Integer> floors, Map<String, Set<String>> uses) {
  private static final Pattern BLOCK = Pattern.compile("(?s)```map\\n(.*?)```");
  private static final Pattern LINE = Pattern.compile("F(\\d+)\\s+([a-z.]+)\\s+(.+)");

  static ModuleMap read(String page) {
    Matcher block = BLOCK.matcher(page);
    if (!block.find()) {
      throw new IllegalArgumentException("the page has no block ```map");
    }
    Map<String, Integer> floors = new LinkedHashMap<>();
    Map<String, Set<String>> uses = new TreeMap<>();
    for (String text : block.group(1).lines().filter(l -> !l.isBlank()).toList()) {
      Matcher line = LINE.matcher(text.strip());
      if (!line.matches()) {
        throw new IllegalArgumentException("not a line of the map: " + text);
      }
      String module = line.group(2);
      floors.put(module, Integer.valueOf(line.group(1)));
      String names = line.group(3).strip();
      Set<String> used =
          names.equals("-")
              ? Set.of()
              : Arrays.stream(names.split("\\s+")).collect(Collectors.toCollection(TreeSet::new));
      uses.put(module, used);
    }
    return new ModuleMap(floors, uses);
  }

  /** Every line that does not look strictly downwards, as a sentence. */
  List<String> upwardLooks() {
    return uses.entrySet().stream()
        .flatMap(
            line ->
                line.getValue().stream()
                    .filter(used -> !floors.containsKey(used) || !below(used, line.getKey()))
                    .map(used -> line.getKey() + " looks up or sideways at " + used))
        .toList();
  }

  /** Every edge that the imports of its module do not need, as a sentence. */
  List<String> unused(Map<String, Set<String>> imports) {
    return uses.entrySet().stream()
        .flatMap(
            line ->
                line.getValue().stream()
                    .filter(used -> !imports.getOrDefault(line.getKey(), Set.of()).contains(used))
                    .map(used -> line.getKey() + " does not use " + used))
        .toList();
  }

  private boolean below(String used, String module) {
    return floors.get(used) < floors.get(module);
  }
}
