// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.model.PackRef;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.workshop.PackDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is different between two packs. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {
      "Shows what is different between two policy packs, with all their layers.",
      "",
      "Compares rules, rows of tables, cells of the priority matrix, and settings. What that"
          + " changes for items, 'backtest' shows.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:they do the same",
      "1:they differ",
      "2:a pack cannot be loaded, or bad options"
    },
    footer = {"", "Example:", "  millrace policy diff matrix:glpi our-pack"})
@SuppressWarnings("NullAway.Init") // filled by picocli
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "OLD", description = PackArgument.FORMS)
  private String oldPack;

  @Parameters(index = "1", paramLabel = "NEW", description = "likewise")
  private String newPack;

  @Mixin private PackLayers layers;

  @Option(names = "--json", paramLabel = "FILE", description = "write the differences as JSON, too")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Output.requireWritable(json);
    try (PolicyPack before = layers.load(oldPack);
        PolicyPack now = layers.load(newPack)) {
      PackDiff diff = PackDiff.of(before, now);
      String heads =
          new TextTable()
              .row("old", oldPack + ": " + before.ref())
              .row("new", newPack + ": " + now.ref())
              .toLeft();
      if (json != null) {
        Output.write(json, json(diff, before.ref(), now.ref()));
      }
      String written = json == null ? "" : "JSON: " + json + "\n";
      Output.print(spec, heads + Texts.visibleLines(diff.toText()) + "\n" + written);
      return diff.isEmpty() ? 0 : 1;
    }
  }

  private String json(PackDiff diff, PackRef before, PackRef now) {
    return JsonText.of(
        json -> {
          pack(json, "old", oldPack, before);
          pack(json, "new", newPack, now);
          json.writeArrayFieldStart("changes");
          for (PackDiff.Change change : diff.changes()) {
            json.writeStartObject();
            json.writeStringField("kind", change.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("what", change.what());
            json.writeStringField("name", change.name());
            json.writeStringField("before", change.before());
            json.writeStringField("after", change.after());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void pack(JsonGenerator json, String name, String argument, PackRef ref)
      throws IOException {
    json.writeObjectFieldStart(name);
    JsonText.pack(json, argument, ref);
    json.writeEndObject();
  }
}
