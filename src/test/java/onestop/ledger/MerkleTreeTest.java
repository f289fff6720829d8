package onestop.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class MerkleTreeTest {
  private static final HexFormat HEX = HexFormat.of();

  /** The eight leaves of the vectors that implementations of RFC 6962 share. */
  private static final List<byte[]> ENTRIES =
      List.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .stream()
          .map(HEX::parseHex)
          .toList();

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static MerkleTree.Subtrees over(List<byte[]> leaves) {
    return (from, height) ->
        MerkleTree.root(leaves.subList((int) from, (int) from + (1 << height)));
  }

  private static List<byte[]> leaves(int size) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      leaves.add(MerkleTree.leaf(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)}));
    }
    return leaves;
  }

  @Test
  void givesTheRootsOfTheSharedVectors() {
    List<byte[]> leaves = ENTRIES.stream().map(MerkleTree::leaf).toList();
    TreeEdge edge = new TreeEdge((level, index, hashes) -> {});
    for (int size = 0; size <= ENTRIES.size(); size++) {
      assertThat(HEX.formatHex(MerkleTree.root(size, over(leaves)))).isEqualTo(ROOTS.get(size));
      assertThat(HEX.formatHex(edge.root())).isEqualTo(ROOTS.get(size));
      if (size < leaves.size()) {
        edge.add(leaves.get(size));
      }
    }
  }

  @Test
  void provesTheSharedVectors() {
    List<byte[]> leaves = ENTRIES.stream().map(MerkleTree::leaf).toList();
    assertThat(MerkleTree.inclusion(0, 8, over(leaves)).stream().map(HEX::formatHex))
        .containsExactly(
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    assertThat(MerkleTree.consistency(6, 8, over(leaves)).stream().map(HEX::formatHex))
        .containsExactly(
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
  }

  @Test
  void everyLeafOfEveryTreeIsProvenAndNoOther() {
    List<byte[]> leaves = leaves(70);
    for (int size = 1; size <= leaves.size(); size++) {
      byte[] root = MerkleTree.root(size, over(leaves));
      for (int index = 0; index < size; index++) {
        InclusionProof proof =
            new InclusionProof(index, size, MerkleTree.inclusion(index, size, over(leaves)));
        assertThat(proof.holds(leaves.get(index), root)).isTrue();
        assertThat(proof.holds(leaves.get((index + 1) % leaves.size()), root)).isFalse();
        if (index + 1 < size) {
          assertThat(
                  new InclusionProof(index + 1, size, proof.path()).holds(leaves.get(index), root))
              .isFalse();
        }
      }
    }
  }

  @Test
  void everyTreeIsProvenToBeTheBeginningOfEveryLargerOne() {
    List<byte[]> leaves = leaves(70);
    for (int newer = 0; newer <= leaves.size(); newer++) {
      byte[] newerRoot = MerkleTree.root(newer, over(leaves));
      for (int older = 0; older <= newer; older++) {
        byte[] olderRoot = MerkleTree.root(older, over(leaves));
        ConsistencyProof proof =
            new ConsistencyProof(older, newer, MerkleTree.consistency(older, newer, over(leaves)));
        assertThat(proof.holds(olderRoot, newerRoot)).isTrue();
        byte[] changed = newerRoot.clone();
        changed[0] ^= 1;
        if (older > 0) {
          assertThat(proof.holds(olderRoot, changed)).isFalse();
          assertThat(proof.holds(changed, newerRoot)).isFalse();
        }
      }
    }
  }

  @Test
  void aProofWithOneBitChangedProvesNothing() {
    SplittableRandom random = new SplittableRandom(62);
    List<byte[]> leaves = leaves(300);
    for (int round = 0; round < 500; round++) {
      int newer = 2 + random.nextInt(leaves.size() - 1);
      int older = 1 + random.nextInt(newer - 1);
      byte[] root = MerkleTree.root(newer, over(leaves));
      byte[] before = MerkleTree.root(older, over(leaves));
      List<byte[]> inclusion = MerkleTree.inclusion(older - 1, newer, over(leaves));
      List<byte[]> consistency = MerkleTree.consistency(older, newer, over(leaves));
      byte[] leaf = leaves.get(older - 1);
      assertThat(new InclusionProof(older - 1, newer, inclusion).holds(leaf, root)).isTrue();
      assertThat(new ConsistencyProof(older, newer, consistency).holds(before, root)).isTrue();
      assertThat(new InclusionProof(older - 1, newer, bent(inclusion, random)).holds(leaf, root))
          .as("seed 62, round %d: inclusion %d in %d", round, older - 1, newer)
          .isFalse();
      assertThat(new ConsistencyProof(older, newer, bent(consistency, random)).holds(before, root))
          .as("seed 62, round %d: consistency %d to %d", round, older, newer)
          .isFalse();
    }
  }

  /** One bit changed, one hash lost, or one too many. */
  private static List<byte[]> bent(List<byte[]> path, SplittableRandom random) {
    List<byte[]> bent = new ArrayList<>(path);
    int place = random.nextInt(path.size());
    switch (random.nextInt(3)) {
      case 0 -> bent.remove(place);
      case 1 -> bent.add(place, MerkleTree.empty());
      default -> {
        byte[] hash = path.get(place).clone();
        hash[random.nextInt(hash.length)] ^= (byte) (1 << random.nextInt(8));
        bent.set(place, hash);
      }
    }
    return bent;
  }

  @Test
  void anEdgeGivesTheRootsAndTilesOfTheWholeTree() {
    List<byte[]> leaves = leaves(70_000);
    TreeMap<String, byte[]> full = new TreeMap<>();
    TreeEdge edge = new TreeEdge((l, n, hashes) -> full.put(new Tile(l, n, 256).path(), hashes));
    List<Integer> looks = List.of(1, 255, 256, 257, 511, 65_535, 65_536, 65_537, 66_000, 70_000);
    for (byte[] leaf : leaves) {
      edge.add(leaf);
      int size = (int) edge.size();
      if (looks.contains(size)) {
        assertThat(edge.root()).isEqualTo(MerkleTree.root(size, over(leaves)));
        TreeEdge again = TreeEdge.of(size, edge.bytes(), (l, n, h) -> {});
        assertThat(again.root()).isEqualTo(edge.root());
        assertThat(again.bytes()).isEqualTo(edge.bytes());
      }
    }
    // the example of the specification
    assertThat(full).hasSize(273 + 1);
    assertThat(edge.partial())
        .containsExactly(new Tile(0, 273, 112), new Tile(1, 1, 17), new Tile(2, 0, 1));
    byte[] tile = full.get("tile/0/272");
    assertThat(Arrays.copyOfRange(tile, 32, 64)).isEqualTo(leaves.get(272 * 256 + 1));
    assertThat(Arrays.copyOf(full.get("tile/1/000"), 32)).isEqualTo(over(leaves).hash(0, 8));
    assertThat(edge.hashes(2)).isEqualTo(over(leaves).hash(0, 16));
  }

  @Test
  void pathsOfTilesAreThoseOfTheSpecification() {
    assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new Tile(Tile.ENTRIES, 273, 112).path()).isEqualTo("tile/entries/273.p/112");
    for (String path :
        List.of("tile/0/000", "tile/entries/x001/000", "tile/7/999.p/1", "tile/1/x001/x234/067")) {
      assertThat(Tile.at(path).map(Tile::path)).contains(path);
    }
    for (String path :
        List.of(
            "tile/0/0",
            "tile/8/000",
            "tile/-1/000",
            "tile/0/000.p/256",
            "tile/0/000.p/0",
            "tile/0/000.p/01",
            "tile/0/x000/001",
            "tile/0/../000",
            "/tile/0/000",
            "tile/0/000/",
            "tile/entries/٠٠٠",
            "tile//000",
            "checkpoint",
            "")) {
      assertThat(Tile.at(path)).as(path).isEmpty();
    }
  }
}
