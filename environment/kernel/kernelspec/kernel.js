// Classic Notebook loads this with the kernel: it shows charts with the plotly.js beside this file, so that they can be
// zoomed and hovered over, and fetches nothing from elsewhere. Extensions do the same for JupyterLab and VS Code.
define(['module', 'notebook/js/outputarea'], function (module, outputarea) {
    'use strict';
    var OutputArea = outputarea.OutputArea;
    var type = 'application/vnd.plotly.v1+json';

    function append(figure, metadata, element) {
        var area = this.create_output_subarea(metadata, 'output_plotly', type);
        var place = document.createElement('div');
        area.append(place);
        element.append(area);
        // plotly.js fills in what it is given, and what is saved must stay as the kernel sent it.
        var copy = JSON.parse(JSON.stringify(figure));
        requirejs([module.uri.replace(/kernel\.js.*$/, 'plotly.min.js')], function (Plotly) {
            Plotly.newPlot(place, copy.data, copy.layout, Object.assign({ responsive: true }, copy.config));
        });
        return area;
    }

    return {
        onload: function () {
            // Without plotly.js, the picture that every chart also carries is shown.
            fetch(module.uri.replace(/kernel\.js.*$/, 'plotly.min.js'), { method: 'HEAD', credentials: 'same-origin' }).then(function (answer) {
                if (answer.ok && OutputArea.append_map[type] === undefined)
                    OutputArea.prototype.register_mime_type(type, append, { safe: true, index: 0 });
            });
        }
    };
});
