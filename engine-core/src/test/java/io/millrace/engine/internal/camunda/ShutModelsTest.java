// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShutModelsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          file:/classes/BPMN20.xsd                           | file,file
          jar:file:/lib/engine.jar!/BPMN20.xsd               | jar:file,file,file
          jar:nested:/desk.jar/!BOOT-INF/lib/e.jar!/BPMN.xsd | jar:nested,nested,file
          wsjar:file:/apps/desk.war!/BPMN20.xsd              | wsjar,file
          vfs:/content/desk.war/BPMN20.xsd                   | vfs,file
          """)
  void shouldReadTheEnginesSchemasFromItsOwnPlaceAlone(String place, String protocols) {
    assertThat(ShutModels.protocols(place)).isEqualTo(protocols);
  }
}
