// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.Isolation;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.engine.internal.packs.PackAssembler;
import io.millrace.engine.internal.packs.PackSettings;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.PackFiles;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("no-store")
class DesignedTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  private static final String MANIFEST = "pack: house\nversion: '1'\nowner: Ann\n";
  private static final String TABLE =
      """
      table,teams
      point,routing
      hit,first
      strength,%s
      when category,then team,because
      network,%s,the table says so
      """;
  private static final Shields SHIELDS =
      new Shields(Isolation.defaults(), Runnable::run, Throwable::toString);
  private static final StreamChecks NO_CHECKS =
      new StreamChecks(List.of(), SHIELDS, Duration.ofSeconds(1));

  private final Designed designed = new Designed();

  private static PackFiles pack(String name, String manifest, String table) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("pack.yaml", utf8(manifest));
    files.put("tables/teams.csv", utf8(table));
    files.put("README.md", utf8("no part of it"));
    return PackFiles.of(name, files);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static PackSettings settings(
      @Nullable Supplier<PolicyPack> ready, PackSource... hostPacks) {
    return new PackSettings(ready, null, List.of(hostPacks), false, Duration.ofSeconds(1), 1);
  }

  private String team(PackSource... hostPacks) {
    try (PolicyPack pack =
        PackAssembler.of(settings(null, hostPacks), designed.policies(SHIELDS)).assemble(null)) {
      return pack.decide(DecisionPoint.ROUTING, Facts.of("category", "network"), AT)
          .output("team", "none");
    }
  }

  @Test
  void shouldLayerThePacksOfPluginsInTheirOrderBelowThoseOfTheHost() {
    designed.policyPack("a", pack("house", MANIFEST, TABLE.formatted(70, "team-a")));
    assertThat(team()).isEqualTo("team-a");

    designed.policyPack(
        "b", pack("more", MANIFEST.replace("house", "more"), TABLE.formatted(70, "team-b")));
    assertThat(team()).isEqualTo("team-b");

    PackSource host =
        PackSource.of(
            "own",
            Map.of(
                "pack.yaml",
                MANIFEST.replace("house", "own"),
                "tables/teams.csv",
                TABLE.formatted(70, "team-host")));
    assertThat(team(host)).isEqualTo("team-host");
  }

  @Test
  void shouldNamePluginFileAndLineOfEveryProblem() {
    designed.policyPack("acme", pack("house", MANIFEST, TABLE.formatted("much", "t")));
    designed.policyPack(
        "other",
        pack("more", MANIFEST + "settings: {pull-order: fastest}\n", TABLE.formatted(50, "t")));

    assertThatThrownBy(this::team)
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining("plugin acme/house/tables/teams.csv:4: ")
        .hasMessageContaining(
            "plugin other/more/pack.yaml:4: Expected 'pull-order' to name criteria");
  }

  @Test
  void shouldNameThePluginIfThereIsOnePackAlone() {
    designed.policyPack("acme", pack("house", MANIFEST, TABLE.formatted("much", "t")));

    assertThatThrownBy(this::team)
        .isInstanceOf(PackLoadException.class)
        .hasMessageStartingWith("Expected the pack 'plugin acme/house' to be usable, but")
        .hasMessageContaining("tables/teams.csv:4: ");
  }

  @Test
  void shouldRefuseWhatAReadyPackCannotTake() {
    PackSettings ready = settings(PolicyPacks::builtIn);
    assertThat(PackAssembler.of(ready, designed.policies(SHIELDS))).isNotNull();
    designed.policyPack("acme", pack("house", MANIFEST, TABLE.formatted(50, "t")));

    assertThatThrownBy(() -> PackAssembler.of(ready, designed.policies(SHIELDS)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected policies that take what plugins bring, but this Millrace is built with a"
                + " pack that is loaded already.\n"
                + "Maybe build it with policies(BuiltInOptions), or leave the plugin's policy"
                + " packs, resolvers and pull orders out.");
  }

  @Test
  void shouldReadAPackFromAFolderOrAJarOfTheClassPath(@TempDir Path folder) throws Exception {
    // given
    Path classes = folder.resolve("classes");
    Files.createDirectories(classes.resolve("policies/house/tables"));
    Files.writeString(classes.resolve("policies/house/pack.yaml"), MANIFEST);
    Files.writeString(classes.resolve("policies/house/tables/teams.csv"), "table");
    Files.writeString(classes.resolve("policies/house/notes.txt"), "no part of it");
    Path jar = folder.resolve("plugin jar.jar");
    writeJar(jar);

    // when, then
    for (Path root : List.of(classes, jar)) {
      try (URLClassLoader loader = new Child(root.toUri().toURL())) {
        PackFiles files =
            PackFiles.classPath(loader.loadClass(Anchor.class.getName()), "policies/house");

        assertThat(files.name()).isEqualTo("policies/house");
        assertThat(files.paths()).containsExactly("pack.yaml", "tables/teams.csv");
        assertThat(files.bytes("pack.yaml")).isEqualTo(utf8(MANIFEST));
      }
    }
    assertThat(PackFiles.folder(classes.resolve("policies/house")).paths())
        .containsExactly("pack.yaml", "tables/teams.csv");
  }

  private static void writeJar(Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Map.Entry<String, String> one :
          Map.of(
                  "policies/house/pack.yaml", MANIFEST,
                  "policies/house/tables/teams.csv", "table",
                  "policies/housekeeping/pack.yaml", "another",
                  "policies/house/notes.txt", "no part of it")
              .entrySet()) {
        out.putNextEntry(new JarEntry(one.getKey()));
        out.write(utf8(one.getValue()));
      }
    }
  }

  /** A class that is loaded beside the files of a plugin. */
  static final class Anchor {}

  /** Loads the anchor itself, and finds resources in one place only. */
  private static final class Child extends URLClassLoader {
    Child(URL root) {
      super(new URL[] {root}, null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      String path = name.replace('.', '/') + ".class";
      try (var in = DesignedTest.class.getClassLoader().getResourceAsStream(path)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void shouldSayWhyFilesAreNoPack(@TempDir Path folder) {
    assertThatThrownBy(() -> PackFiles.classPath(DesignedTest.class, "no/such/folder"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Expected 'no/such/folder' to be the files of a policy pack, but the class path of"
                + " io.millrace.engine.internal.DesignedTest has no 'no/such/folder/pack.yaml'.");
    assertThatThrownBy(() -> PackFiles.folder(folder.resolve("none")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is no folder.");
    assertThatThrownBy(() -> PackFiles.of("big", Map.of("tables/x.csv", new byte[(1 << 20) + 1])))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("its file 'tables/x.csv' is larger than 1 MiB.");
    assertThatThrownBy(() -> PackFiles.of("p", Map.of()).bytes("pack.yaml"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the pack 'p' to hold 'pack.yaml', but it does not.\n"
                + "Maybe take a path from paths().");
    assertThatThrownBy(() -> PackFiles.of(" ", Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected a policy pack to have a name for messages");
  }

  @Test
  void shouldKeepFilesAsTheyWere() {
    byte[] content = utf8("a");
    PackFiles files = PackFiles.of("p", Map.of("pack.yaml", content));

    content[0] = 'b';
    files.bytes("pack.yaml")[0] = 'c';

    assertThat(files.bytes("pack.yaml")).isEqualTo(utf8("a"));
  }

  private static ValueStream builtIn(String key) {
    return ValueStreams.builtIn().find(key).orElseThrow();
  }

  private static byte[] named(String name) {
    ValueStream feedback = builtIn("resolve-issue");
    String text = new String(feedback.model().bytes(), StandardCharsets.UTF_8);
    return utf8(text.replace("name=\"" + feedback.name() + "\"", "name=\"" + name + "\""));
  }

  @Test
  void shouldLetTheHostReplaceWhatAPluginReplaced() {
    // given
    designed.valueStream("acme", "resolve.bpmn", named("Of the plugin"));
    ValueStream host = ValueStreams.read("own.bpmn", named("Of the host"));

    // when
    HostStreams plugin = HostStreams.of(designed, List.of(), NO_CHECKS);
    HostStreams both = HostStreams.of(designed, List.of(host), NO_CHECKS);

    // then
    assertThat(plugin.own()).extracting(ValueStream::name).containsExactly("Of the plugin");
    assertThat(both.own()).containsExactly(host);
    assertThat(both.all()).hasSize(ValueStreams.builtIn().all().size()).contains(host);
  }

  @Test
  void shouldNameThePluginsOfEveryStreamThatCannotBeUsed() {
    designed.valueStream("acme", "bad.bpmn", utf8("<no"));
    designed.valueStream("acme", "one.bpmn", named("One"));
    designed.valueStream("other", "two.bpmn", named("Two"));

    assertThatThrownBy(designed::streams)
        .isInstanceOf(ValueStreamException.class)
        .hasMessageStartingWith("Expected 'plugin acme/bad.bpmn' to be a value stream, but found")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo(
                        "Expected at most one value stream 'resolve-issue', but the plugins 'acme'"
                            + " and 'other' both bring one.\n"
                            + "Maybe leave one out, or rename it if it has a name."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "acme check", "", "missing-default"})
  void shouldRefuseNamesOfChecksThatSayNothing(String name) {
    assertThatThrownBy(() -> designed.streamCheck("acme", name, stream -> List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            name.equals("missing-default")
                ? "to have a name of its own, but it is a check of Millrace."
                : "to be named by lower-case words joined by hyphens, but plugin 'acme' gave '");
  }

  @Test
  void shouldRefuseAModelWithoutAName() {
    assertThatThrownBy(() -> designed.valueStream("acme", " ", new byte[0]))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Expected a file name for each value stream, but plugin 'acme' gave none.");
  }
}
